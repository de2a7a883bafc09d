/// How every format of delimited lines goes through its records.
extension CSVScanner {
  /// Goes to the next record, and refuses on the way those that are too long.
  /// - Returns: False at the end.
  mutating func nextRecord(
    from stream: inout some ByteStream & ~Copyable, into intake: Intake
  ) throws -> Bool {
    while true {
      let step = try next(from: &stream)
      intake.begin(recordAt: place)
      switch step {
      case .end: return false
      case .tooLong: intake.reject(reject(intake.file, nil, .tooLong(limit: 1 << 20)))
      case .record: return true
      }
    }
  }

  /// Refuses the current record if it holds a NUL byte.
  /// - Parameter declared: The encoding that the config names.
  /// - Returns: Whether it was refused.
  func isRefusedForNUL(declared: TextEncoding?, by intake: Intake) -> Bool {
    guard containsNUL else { return false }
    intake.reject(reject(intake.file, nil, nulReason(declared: declared)))
    return true
  }
}
