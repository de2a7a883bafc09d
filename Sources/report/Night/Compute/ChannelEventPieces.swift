import Ingest

/// Channel events in order of time, read a few hours at a time: ten to twenty of them make a call.
struct ChannelEventPieces {
  private let transaction: Transaction
  private let to: Instant
  /// Up to here they were read.
  private var readTo: Instant
  private var piece: [(event: ChannelEvent, source: Int)] = []
  private var position = 0

  private static let length: Seconds = 4 * 3600

  init(_ transaction: Transaction, from: Instant, to: Instant) {
    self.transaction = transaction
    self.to = to
    readTo = from
  }

  /// The next event, if it is not later than a moment.
  mutating func next(upTo moment: Instant) throws -> (event: ChannelEvent, source: Int)? {
    while position == piece.count, readTo < to, readTo <= moment {
      let end = min(readTo + ChannelEventPieces.length, to)
      piece.removeAll(keepingCapacity: true)
      position = 0
      try transaction.channelEvents(from: readTo, to: end) { piece.append(($0, $1)) }
      readTo = end
    }
    guard position < piece.count, piece[position].event.at <= moment else { return nil }
    position += 1
    return piece[position - 1]
  }
}
