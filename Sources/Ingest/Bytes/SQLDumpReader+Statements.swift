extension SQLDumpReader where Source: ~Copyable {
  // MARK: Statements

  /// Goes to the first row of the next INSERT into the table; false at the end.
  mutating func findInsert() throws(SourceError) -> Bool {
    while true {
      try skipBlanks()
      guard try input.peek() != nil else { return false }
      do throws(DumpStop) {
        try readWord()
        if word.equalsLowercase("insert") || word.equalsLowercase("replace") {
          if try readInsertHead() { return true }
        } else if word.equalsLowercase("create") {
          try readCreate()
        }
      } catch {
        if case .source(let failure) = error { throw failure }
      }
      try skipStatement()
    }
  }

  /// The rest of `INSERT [IGNORE] INTO name [(columns)] VALUES`; false where it is another table's.
  private mutating func readInsertHead() throws(DumpStop) -> Bool {
    repeat {
      try blanks()
      try readWord()
    } while !word.isEmpty && !word.equalsLowercase("into")
    guard word.equalsLowercase("into"), try readTableName() else { return false }
    columns = createdColumns
    try blanks()
    if try take(UInt8(ascii: "(")) {
      columns = []
      repeat {
        try blanks()
        try readName()
        guard columns.count < limits.fields else { return false }
        columns.append(String(decoding: word, as: UTF8.self))
        try blanks()
      } while try take(UInt8(ascii: ","))
      try expect(UInt8(ascii: ")"))
      try blanks()
    }
    try readWord()
    return word.equalsLowercase("values") || word.equalsLowercase("value")
  }

  /// The rest of `CREATE TABLE [IF NOT EXISTS] name (…)`: takes the columns if it is the table's.
  private mutating func readCreate() throws(DumpStop) {
    try blanks()
    try readWord()
    guard word.equalsLowercase("table") else { return }
    try blanks()
    if try peek().map({ $0 | 0x20 == UInt8(ascii: "i") }) ?? false {
      // IF NOT EXISTS, unless the table's bare name begins so.
      try readWord()
      if word.equalsLowercase("if") {
        for _ in 0..<2 {
          try blanks()
          try readWord()
        }
        try blanks()
        try readName()
      }
    } else {
      try readName()
    }
    guard try isTable() else { return }
    var names: [String] = []
    try blanks()
    try expect(UInt8(ascii: "("))
    repeat {
      try blanks()
      let isQuoted = try peek().map { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\"") } ?? false
      try readName()
      if isQuoted || !Self.isKeyDefinition(word) {
        guard names.count < limits.fields else { return }
        names.append(String(decoding: word, as: UTF8.self))
      }
      try skipDefinition()
    } while try take(UInt8(ascii: ","))
    createdColumns = names
  }

  /// Whether an unquoted first word of a definition announces a key and not a column.
  private static func isKeyDefinition(_ word: [UInt8]) -> Bool {
    ["primary", "key", "index", "unique", "fulltext", "spatial", "constraint", "foreign", "check"]
      .contains { word.equalsLowercase($0) }
  }

  /// To the comma or bracket that ends a definition.
  private mutating func skipDefinition() throws(DumpStop) {
    var depth = 0
    while let next = try peek() {
      switch next {
      case UInt8(ascii: ",") where depth == 0: return
      case UInt8(ascii: ")") where depth == 0: return
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        try skipQuoted()
        continue
      default: break
      }
      _ = try pop()
    }
    throw .fault(.truncated)
  }

  private mutating func readTableName() throws(DumpStop) -> Bool {
    try blanks()
    try readName()
    return try isTable()
  }

  /// Whether `word`, or the name after its `schema.`, is the table.
  private mutating func isTable() throws(DumpStop) -> Bool {
    if try take(UInt8(ascii: ".")) { try readName() }
    // A bare `schema.table` is one word.
    let name = word.split(separator: UInt8(ascii: ".")).last ?? []
    return Array(name).equalsLowercase(table)
  }

  /// A name in backticks, in double quotes or bare, into `word`.
  mutating func readName() throws(DumpStop) {
    guard let quote = try peek(), quote == UInt8(ascii: "`") || quote == UInt8(ascii: "\"") else {
      return try readWord()
    }
    _ = try pop()
    word.removeAll(keepingCapacity: true)
    while let next = try pop() {
      if next == quote {
        guard try peek() == quote else { return }
        _ = try pop()
      }
      // MySQL's names have at most 64 characters.
      guard word.count < 256 else { throw .fault(.syntax) }
      word.append(next)
    }
    throw .fault(.truncated)
  }

  // MARK: Skipping

  /// To the statement's end, past strings and comments.
  mutating func skipStatement() throws(SourceError) {
    while let next = try input.peek() {
      switch next {
      case UInt8(ascii: ";"):
        _ = try input.pop()
        return
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        do throws(DumpStop) {
          try skipQuoted()
        } catch {
          if case .source(let failure) = error { throw failure }
        }
      default:
        if try !skipComment() { _ = try input.pop() }
      }
    }
  }

  mutating func skipQuoted() throws(DumpStop) {
    guard let quote = try pop() else { return }
    while let next = try pop() {
      if next == quote { return }  // a doubled quote begins the next piece
      if next == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { _ = try pop() }
    }
  }

  /// After damage: behind the next `;` that ends a line, whatever the quotes say.
  mutating func resynchronize() throws(SourceError) {
    var isAfterSemicolon = false
    while let next = try input.pop() {
      switch next {
      case UInt8(ascii: ";"): isAfterSemicolon = true
      case 0x0A where isAfterSemicolon: return
      case 0x0D where isAfterSemicolon: break
      default: isAfterSemicolon = false
      }
    }
  }

  /// White space and comments.
  mutating func skipBlanks() throws(SourceError) {
    while let next = try input.peek() {
      // Up to byte 3 it may be a byte order mark.
      if next <= 0x20 || (input.byte < 3 && [0xEF, 0xBB, 0xBF].contains(next)) {
        _ = try input.pop()
      } else if try !skipComment() {
        return
      }
    }
  }

  /// Skips `-- …`, `# …` and `/* … */`; false where none begins here.
  ///
  /// What MySQL executes in `/*! … */` is a setting or a key switch in dumps, never a row.
  private mutating func skipComment() throws(SourceError) -> Bool {
    let second = try input.peek(1)
    switch try input.peek() {
    case UInt8(ascii: "#"): break
    case UInt8(ascii: "-") where second == UInt8(ascii: "-"): break
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"):
      for _ in 0..<2 { _ = try input.pop() }
      while let next = try input.pop() {
        if next == UInt8(ascii: "*"), try input.peek() == UInt8(ascii: "/") {
          _ = try input.pop()
          return true
        }
      }
      return true
    default: return false
    }
    while let next = try input.pop(), next != 0x0A {}
    return true
  }
}
