extension SQLDumpReader {
  // MARK: Statements

  /// Goes to the first row of the next INSERT into the table; false at the end.
  mutating func findInsert(_ stream: inout some ByteStream & ~Copyable) throws(SourceError) -> Bool
  {
    while true {
      try skipBlanks(&stream)
      guard try input.peek(&stream) != nil else { return false }
      do throws(DumpStop) {
        try readWord(&stream)
        if word.equalsLowercase("insert") || word.equalsLowercase("replace") {
          if try readInsertHead(&stream) { return true }
        } else if word.equalsLowercase("create") {
          try readCreate(&stream)
        }
      } catch {
        if case .source(let failure) = error { throw failure }
      }
      try skipStatement(&stream)
    }
  }

  /// The rest of `INSERT [IGNORE] INTO name [(columns)] VALUES`; false where it is another table's.
  private mutating func readInsertHead(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop)
    -> Bool
  {
    repeat {
      try blanks(&stream)
      try readWord(&stream)
    } while !word.isEmpty && !word.equalsLowercase("into")
    guard word.equalsLowercase("into") else { return false }
    try readTableName(&stream)
    guard mayBeWanted else { return false }
    columns = createdColumns[table.lowercased()] ?? []
    try blanks(&stream)
    if try take(UInt8(ascii: "("), &stream) {
      columns = []
      repeat {
        try blanks(&stream)
        try readName(&stream)
        guard columns.count < limits.fields else { return false }
        columns.append(String(decoding: word, as: UTF8.self))
        try blanks(&stream)
      } while try take(UInt8(ascii: ","), &stream)
      try expect(UInt8(ascii: ")"), &stream)
      try blanks(&stream)
    }
    try readWord(&stream)
    guard word.equalsLowercase("values") || word.equalsLowercase("value"), isWanted(columns)
    else { return false }
    hasFoundTable = true
    return true
  }

  /// The rest of `CREATE TABLE [IF NOT EXISTS] name (…)`: takes the columns of a table that is wanted.
  private mutating func readCreate(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    try blanks(&stream)
    try readWord(&stream)
    guard word.equalsLowercase("table") else { return }
    try blanks(&stream)
    if try peek(&stream).map({ $0 | 0x20 == UInt8(ascii: "i") }) ?? false {
      // IF NOT EXISTS, unless the table's bare name begins so.
      try readWord(&stream)
      if word.equalsLowercase("if") {
        for _ in 0..<2 {
          try blanks(&stream)
          try readWord(&stream)
        }
        try readTableName(&stream)
      } else {
        try finishTableName(&stream)
      }
    } else {
      try readTableName(&stream)
    }
    guard mayBeWanted else { return }
    var names: [String] = []
    try blanks(&stream)
    try expect(UInt8(ascii: "("), &stream)
    repeat {
      try blanks(&stream)
      let isQuoted =
        try peek(&stream).map { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\"") } ?? false
      try readName(&stream)
      if isQuoted || !Self.isKeyDefinition(word) {
        guard names.count < limits.fields else { return }
        names.append(String(decoding: word, as: UTF8.self))
      }
      try skipDefinition(&stream)
    } while try take(UInt8(ascii: ","), &stream)
    guard isWanted(names) else { return }
    hasFoundTable = true
    // A dump has a few of them; a hostile one stops here.
    if createdColumns.count < limits.fields { createdColumns[table.lowercased()] = names }
  }

  /// Whether an unquoted first word of a definition announces a key and not a column.
  private static func isKeyDefinition(_ word: [UInt8]) -> Bool {
    ["primary", "key", "index", "unique", "fulltext", "spatial", "constraint", "foreign", "check"]
      .contains { word.equalsLowercase($0) }
  }

  /// To the comma or bracket that ends a definition.
  private mutating func skipDefinition(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop)
  {
    var depth = 0
    while let next = try peek(&stream) {
      switch next {
      case UInt8(ascii: ",") where depth == 0: return
      case UInt8(ascii: ")") where depth == 0: return
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        try skipQuoted(&stream)
        continue
      default: break
      }
      _ = try pop(&stream)
    }
    throw .fault(.truncated)
  }

  private mutating func readTableName(
    _ stream: inout some ByteStream & ~Copyable
  ) throws(DumpStop) {
    try blanks(&stream)
    try readName(&stream)
    try finishTableName(&stream)
  }

  /// `word`, or the name after its `schema.`, is the table's.
  private mutating func finishTableName(
    _ stream: inout some ByteStream & ~Copyable
  ) throws(DumpStop) {
    if try take(UInt8(ascii: "."), &stream) { try readName(&stream) }
    // A bare `schema.table` is one word.
    let name = word.split(separator: UInt8(ascii: ".")).last ?? []
    if !table.utf8.elementsEqual(name) { table = String(decoding: name, as: UTF8.self) }
  }

  /// Whether a table of this name can be wanted, whatever its columns.
  private var mayBeWanted: Bool {
    if case .table(let name) = selection { table.lowercased() == name } else { true }
  }

  /// Whether the table is wanted, if these are its columns.
  private mutating func isWanted(_ columns: [String]) -> Bool {
    guard case .columns(let areWanted) = selection else { return mayBeWanted }
    // One INSERT per row is common: the answer is kept until other columns come.
    if columns != lastColumns {
      lastColumns = columns
      lastColumnsAreWanted = areWanted(columns)
    }
    return lastColumnsAreWanted
  }

  /// A name in backticks, in double quotes or bare, into `word`.
  mutating func readName(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    guard let quote = try peek(&stream), quote == UInt8(ascii: "`") || quote == UInt8(ascii: "\"")
    else {
      return try readWord(&stream)
    }
    _ = try pop(&stream)
    word.removeAll(keepingCapacity: true)
    while let next = try pop(&stream) {
      if next == quote {
        guard try peek(&stream) == quote else { return }
        _ = try pop(&stream)
      }
      // MySQL's names have at most 64 characters.
      guard word.count < 256 else { throw .fault(.syntax) }
      word.append(next)
    }
    throw .fault(.truncated)
  }

  // MARK: Skipping

  /// To the statement's end, past strings and comments.
  mutating func skipStatement(_ stream: inout some ByteStream & ~Copyable) throws(SourceError) {
    while let next = try input.peek(&stream) {
      switch next {
      case UInt8(ascii: ";"):
        _ = try input.pop(&stream)
        return
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        do throws(DumpStop) {
          try skipQuoted(&stream)
        } catch {
          if case .source(let failure) = error { throw failure }
        }
      default:
        if try !skipComment(&stream) { _ = try input.pop(&stream) }
      }
    }
  }

  mutating func skipQuoted(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    guard let quote = try pop(&stream) else { return }
    while let next = try pop(&stream) {
      if next == quote { return }  // a doubled quote begins the next piece
      if next == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { _ = try pop(&stream) }
    }
  }

  /// After damage: behind the next `;` that ends a line, whatever the quotes say.
  mutating func resynchronize(_ stream: inout some ByteStream & ~Copyable) throws(SourceError) {
    var isAfterSemicolon = false
    while let next = try input.pop(&stream) {
      switch next {
      case UInt8(ascii: ";"): isAfterSemicolon = true
      case 0x0A where isAfterSemicolon: return
      case 0x0D where isAfterSemicolon: break
      default: isAfterSemicolon = false
      }
    }
  }

  /// White space and comments.
  mutating func skipBlanks(_ stream: inout some ByteStream & ~Copyable) throws(SourceError) {
    while let next = try input.peek(&stream) {
      // Up to byte 3 it may be a byte order mark.
      if next <= 0x20 || (input.byte < 3 && [0xEF, 0xBB, 0xBF].contains(next)) {
        _ = try input.pop(&stream)
      } else if try !skipComment(&stream) {
        return
      }
    }
  }

  /// Skips `-- …`, `# …` and `/* … */`; false where none begins here.
  ///
  /// What MySQL executes in `/*! … */` is a setting or a key switch in dumps, never a row.
  private mutating func skipComment(_ stream: inout some ByteStream & ~Copyable) throws(SourceError)
    -> Bool
  {
    let second = try input.peek(&stream, ahead: 1)
    switch try input.peek(&stream) {
    case UInt8(ascii: "#"): break
    case UInt8(ascii: "-") where second == UInt8(ascii: "-"): break
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"):
      for _ in 0..<2 { _ = try input.pop(&stream) }
      while let next = try input.pop(&stream) {
        if next == UInt8(ascii: "*"), try input.peek(&stream) == UInt8(ascii: "/") {
          _ = try input.pop(&stream)
          return true
        }
      }
      return true
    default: return false
    }
    while let next = try input.pop(&stream), next != 0x0A {}
    return true
  }
}
