/// Where in an input something stands.
package struct SourcePosition: Hashable, Sendable {
  /// The file as it was named when it was read.
  package var file: String
  /// 1-based; the line on which the record begins.
  package var line: Int
  /// 0-based offset of the record's first byte (of the decoded text where the file is encoded).
  package var byte: Int

  /// Makes a position.
  package init(file: String, line: Int, byte: Int) {
    self.file = file
    self.line = line
    self.byte = byte
  }
}
