/// Bytes that come in order and once, wherever they come from.
package protocol ByteStream: ~Copyable {
  /// The file that the bytes come from, for messages.
  var path: String { get }

  /// Appends the next bytes to `buffer`.
  ///
  /// A buffer whose capacity suffices is not reallocated, so a scanner that drops what it has
  /// consumed and keeps the capacity allocates once.
  /// - Parameters:
  ///   - buffer: Gets the bytes at its end.
  ///   - limit: The most bytes to append. A source that decodes text treats less than 16 as 16.
  /// - Returns: How many bytes were appended; 0 only at the end.
  /// - Throws: ``SourceError``, after everything before the damage has been delivered.
  mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int
}
