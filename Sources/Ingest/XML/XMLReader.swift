import CLibXML2

/// What comes next in an XML document.
package enum XMLEvent: Hashable, Sendable {
  /// An element begins on a line, from 1; its attributes can be asked for until the next event.
  case start(name: String, line: Int)
  /// Text that is not white space only; comments and references split it.
  case text(String)
  /// An element ends, one without content as well.
  case end(name: String)
}

/// An XML document, read event by event in memory that does not grow with it.
///
/// The only user of libxml2. Names come without their namespace prefix. Nothing outside the file is
/// ever loaded, and a document with entities of its own is refused.
@safe
package struct XMLReader: ~Copyable {
  private let reader: OpaquePointer
  private let feed: XMLFeed
  private let limits: IngestLimits
  private var pendingEnd: String?
  private var names: [UInt: String] = [:]
  private var fault: (any Error)?

  // A character reference takes up to seven bytes for two of UTF-8, a tag has more than its text.
  private static func budget(_ limits: IngestLimits) -> Int { limits.xmlTextBytes * 4 + (64 << 10) }

  /// Reads a document from a stream, in the encoding that it declares.
  ///
  /// - Throws: ``SourceError`` if there is no memory for a parser.
  package init<Source: ByteStream & ~Copyable>(
    _ source: consuming Source, limits: IngestLimits = .standard
  ) throws(SourceError) {
    let feed = XMLStreamFeed(source, budget: Self.budget(limits))
    let made = unsafe xmlReaderForIO(
      { context, target, room in
        guard let context = unsafe context, let target = unsafe target else { return -1 }
        let feed = unsafe Unmanaged<XMLFeed>.fromOpaque(context).takeUnretainedValue()
        return Int32(unsafe feed.deliver(to: target, room: Int(room)))
      },
      nil, Unmanaged<XMLFeed>.passUnretained(feed).toOpaque(), nil, nil,
      Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue))
    guard let made = unsafe made else {
      throw feed.failure ?? .cannotRead(path: feed.path, code: 12)
    }
    unsafe xmlTextReaderSetStructuredErrorHandler(
      made,
      { context, error in
        guard let context = unsafe context, let error = unsafe error else { return }
        let feed = unsafe Unmanaged<XMLFeed>.fromOpaque(context).takeUnretainedValue()
        unsafe XMLReader.note(error.pointee, in: feed)
      }, Unmanaged<XMLFeed>.passUnretained(feed).toOpaque())
    self.feed = feed
    self.limits = limits
    unsafe reader = made
  }

  /// Opens a file, plain or gzip.
  package init(path: String, limits: IngestLimits = .standard) throws(SourceError) {
    try self.init(ByteSource(path: path, limits: limits), limits: limits)
  }

  deinit { unsafe xmlFreeTextReader(reader) }

  /// Reads the next event.
  ///
  /// - Returns: `nil` at the end of the document.
  /// - Throws: ``XMLFault`` or ``SourceError``, the same one ever after.
  package mutating func next() throws -> XMLEvent? {
    if let fault { throw fault }
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    do {
      return try advance()
    } catch {
      fault = error
      throw error
    }
  }

  /// The value of an attribute of the element that has just begun, by its local name.
  package mutating func attribute(_ name: String) -> String? {
    defer { unsafe xmlTextReaderMoveToElement(reader) }
    var found = unsafe xmlTextReaderMoveToFirstAttribute(reader)
    while found == 1 {
      if unsafe xmlTextReaderIsNamespaceDecl(reader) != 1,
        unsafe self.name(xmlTextReaderConstLocalName(reader)) == name
      {
        return unsafe Self.string(xmlTextReaderConstValue(reader))
      }
      found = unsafe xmlTextReaderMoveToNextAttribute(reader)
    }
    return nil
  }

  private mutating func advance() throws -> XMLEvent? {
    while true {
      feed.beginEvent()
      let code = unsafe xmlTextReaderRead(reader)
      if let failure = feed.failure { throw failure }
      if feed.hasTooManyAttributes {
        throw fault(.tooManyAttributes(limit: XMLFeed.attributeLimit))
      }
      if feed.isOverBudget { throw fault(.tooLong(limit: limits.xmlTextBytes)) }
      guard code >= 0 else { throw failed() }
      guard code == 1 else { return nil }
      switch UInt32(bitPattern: unsafe xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue: return try begin()
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        return .end(name: unsafe name(xmlTextReaderConstLocalName(reader)))
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue:
        let text = unsafe Self.string(xmlTextReaderConstValue(reader)) ?? ""
        guard text.utf8.count <= limits.xmlTextBytes else {
          throw fault(.tooLong(limit: limits.xmlTextBytes))
        }
        if text.utf8.contains(where: { $0 > 0x20 }) { return .text(text) }
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue where hasEntities,
        XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw fault(.entities)
      default: continue
      }
    }
  }

  private mutating func begin() throws -> XMLEvent {
    let name = unsafe name(xmlTextReaderConstLocalName(reader))
    guard unsafe xmlTextReaderDepth(reader) < limits.xmlDepth else {
      throw fault(.tooDeep(limit: limits.xmlDepth))
    }
    // Only a tag that took so many bytes can hold so long an attribute.
    if feed.taken > limits.xmlTextBytes, hasLongAttribute {
      throw fault(.tooLong(limit: limits.xmlTextBytes))
    }
    if unsafe xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
    return .start(name: name, line: line)
  }

  private var hasLongAttribute: Bool {
    defer { unsafe xmlTextReaderMoveToElement(reader) }
    var found = unsafe xmlTextReaderMoveToFirstAttribute(reader)
    while found == 1 {
      if let value = unsafe xmlTextReaderConstValue(reader),
        unsafe xmlStrlen(value) > limits.xmlTextBytes
      {
        return true
      }
      found = unsafe xmlTextReaderMoveToNextAttribute(reader)
    }
    return false
  }

  /// Whether the internal subset, if there is one, declares general or parameter entities.
  private var hasEntities: Bool {
    guard let document = unsafe xmlTextReaderCurrentDoc(reader),
      let subset = unsafe document.pointee.intSubset
    else { return false }
    return unsafe subset.pointee.entities != nil || subset.pointee.pentities != nil
  }

  /// The element's line; where libxml2's 16 bits do not hold it the parser's, a few lines ahead.
  private var line: Int {
    let own = unsafe Int(xmlTextReaderCurrentNode(reader)?.pointee.line ?? 0)
    if own > 0, own < 65_535 { return own }
    return max(1, Int(unsafe xmlTextReaderGetParserLineNumber(reader)))
  }

  private func fault(_ reason: XMLFault.Reason) -> XMLFault {
    let line = reason == .entities ? feed.entityLine ?? parserLine : parserLine
    return XMLFault(path: feed.path, line: line, reason: reason)
  }

  private var parserLine: Int { max(1, Int(unsafe xmlTextReaderGetParserLineNumber(reader))) }

  private func failed() -> XMLFault {
    if hasEntities { return fault(.entities) }
    guard let problem = feed.fatalProblem ?? feed.problem else {
      return fault(.malformed(code: 0, message: "the document ends early"))
    }
    return XMLFault(
      path: feed.path, line: max(1, problem.line),
      reason: .malformed(code: problem.code, message: problem.message))
  }

  private static func note(_ error: xmlError, in feed: XMLFeed) {
    guard unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let text = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown error"
    // A second line would quote bytes of the document.
    let problem = XMLProblem(
      line: Int(unsafe error.line), code: Int(unsafe error.code),
      message: String(text.prefix { $0 != "\n" }.prefix(200)))
    if feed.problem == nil { feed.problem = problem }
    if unsafe error.level == XML_ERR_FATAL, feed.fatalProblem == nil { feed.fatalProblem = problem }
  }

  /// The string of a name that libxml2 keeps once for the whole document.
  private mutating func name(_ pointer: UnsafePointer<xmlChar>?) -> String {
    let key = UInt(bitPattern: pointer)
    if let known = names[key] { return known }
    let whole = unsafe Self.string(pointer) ?? ""
    // A prefix that was never declared stays in front of the name.
    let made = whole.split(separator: ":").last.map { String($0) } ?? whole
    names[key] = made
    return made
  }

  private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }
}
