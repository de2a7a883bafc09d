/// A place in a file's content.
package struct FilePlace: Hashable, Sendable {
  /// 0-based.
  package var byte: Int
  /// 1-based.
  package var line: Int

  package init(byte: Int, line: Int) {
    self.byte = byte
    self.line = line
  }

  /// The first byte.
  package static let start = FilePlace(byte: 0, line: 1)
}

/// Where the reading of a growing file ended, and where the next reading is to begin.
package struct ResumePoint: Hashable, Sendable {
  /// A record's start, some thousand records before the end: equal records are told apart by how
  /// many came before, so the next run has to see the last ones again.
  package var checkpoint: FilePlace
  /// The bytes whose records were counted: up to the end of the last whole line.
  package var consumed: Int
  /// How many records were read.
  package var events: Int
  /// Where the content ended, the unfinished line included.
  package var contentEnd: Int

  package init(checkpoint: FilePlace, consumed: Int, events: Int, contentEnd: Int) {
    self.checkpoint = checkpoint
    self.consumed = consumed
    self.events = events
    self.contentEnd = contentEnd
  }
}
