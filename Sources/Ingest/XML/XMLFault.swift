/// Why an XML file could not be read to its end.
package struct XMLFault: Error, Hashable, Sendable {
  /// What was wrong.
  package enum Reason: Hashable, Sendable {
    /// libxml2's error number and words.
    case malformed(code: Int, message: String)
    /// The document defines or uses entities of its own.
    case entities
    /// Elements nested deeper than the limit.
    case tooDeep(limit: Int)
    /// A text, an attribute, a comment or a tag of more bytes than the limit.
    case tooLong(limit: Int)
    /// A tag of more attributes than the limit.
    case tooManyAttributes(limit: Int)
  }

  /// The file.
  package var path: String
  /// The line, from 1.
  package var line: Int
  /// What was wrong.
  package var reason: Reason

  /// Makes a fault at a place.
  package init(path: String, line: Int, reason: Reason) {
    self.path = path
    self.line = line
    self.reason = reason
  }
}

extension XMLFault: CustomStringConvertible {
  /// The place, what is wrong and what to change, on one line.
  package var description: String {
    switch reason {
    case .malformed(_, let message):
      """
      \(path):\(line): not well-formed XML: \(message). \
      Export the file again; if its letters are wrong, check the encoding that it declares.
      """
    case .entities:
      """
      \(path):\(line): the document defines entities, which are never expanded. \
      Export it without a DOCTYPE.
      """
    case .tooDeep(let limit):
      "\(path):\(line): elements nested over \(limit) deep. This is no order or call export."
    case .tooLong(let limit):
      """
      \(path):\(line): a text or attribute of over \(limit) bytes. \
      Leave attachments and pictures out of the export.
      """
    case .tooManyAttributes(let limit):
      "\(path):\(line): a tag of over \(limit) attributes. This is no order or call export."
    }
  }
}
