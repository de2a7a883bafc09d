#if canImport(Glibc)
  import Glibc
#endif

/// Why a file could not be read at all, or not to its end.
///
/// A bad *record* is a reject and not an error; this ends the file.
package enum SourceError: Error, Hashable, Sendable {
  /// `open` failed; `code` is its errno.
  case cannotOpen(path: String, code: Int32)
  /// `read` failed; `code` is its errno.
  case cannotRead(path: String, code: Int32)
  /// A directory, a socket or a device.
  case notAFile(path: String)
  /// The gzip stream is damaged at compressed byte `offset`; what was before has been delivered.
  case corruptGzip(path: String, offset: Int, fault: GzipFault)
  /// The content exceeds `limit` times the compressed bytes read so far.
  case inflateRatio(path: String, offset: Int, limit: Int)
  /// The system's iconv does not know the encoding.
  case encodingUnavailable(path: String, encoding: String)

  /// What is wrong with a gzip stream.
  package enum GzipFault: Hashable, Sendable {
    /// The file ends inside a member.
    case truncated
    /// A checksum, a length or a code is wrong.
    case damaged
    /// Something that is neither padding nor another member follows the last member.
    case trailingBytes
  }

  /// The file that the error is about.
  package var path: String {
    switch self {
    case .cannotOpen(let path, _), .cannotRead(let path, _), .notAFile(let path),
      .corruptGzip(let path, _, _), .inflateRatio(let path, _, _),
      .encodingUnavailable(let path, _):
      path
    }
  }
}

extension SourceError: CustomStringConvertible {
  /// The place, what is wrong and what to change, on one line.
  package var description: String {
    let place = printable(path)
    switch self {
    case .cannotOpen(_, let code):
      return "\(place): cannot open: \(errorText(code)). \(openRemedy(code))"
    case .cannotRead(_, let code):
      return "\(place): cannot read: \(errorText(code)). Check the disk or the network mount."
    case .notAFile:
      return "\(place): not a regular file. Name a file, or a pattern that matches only files."
    case .corruptGzip(_, let offset, .truncated):
      return """
        \(place): the gzip stream ends early, at compressed byte \(offset). \
        The copy is incomplete: fetch the file again.
        """
    case .corruptGzip(_, let offset, .damaged):
      return """
        \(place): the gzip stream is damaged near compressed byte \(offset). \
        Check it with "gzip -t" and fetch the file again.
        """
    case .corruptGzip(_, let offset, .trailingBytes):
      return """
        \(place): bytes that are no gzip follow the stream at compressed byte \(offset). \
        Check it with "gzip -t" and fetch the file again.
        """
    case .inflateRatio(_, let offset, let limit):
      return """
        \(place): over \(limit) bytes of content for each compressed byte, at byte \(offset). \
        If the file is what you expect, unpack it with "gunzip" first.
        """
    case .encodingUnavailable(_, let encoding):
      return """
        \(place): this system cannot convert from \(encoding). \
        Install the package libc-bin (gconv modules), or convert the file to UTF-8.
        """
    }
  }

  private func openRemedy(_ code: Int32) -> String {
    switch code {
    case ENOENT: "Check the path in the config."
    case EACCES, EPERM: "Give the user that runs ringtally the right to read it."
    default: "Check the file and its folder."
    }
  }
}

/// The system's words for an errno.
private func errorText(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}

/// `text` without control characters: a file name is somebody's input.
private func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
}
