/// A moment: whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since the Unix epoch, UTC.
  package var epoch: Int

  /// Makes a moment from Unix seconds.
  @inlinable
  package init(epoch: Int) { self.epoch = epoch }

  /// Orders by time.
  @inlinable
  package static func < (a: Instant, b: Instant) -> Bool { a.epoch < b.epoch }

  /// The moment `seconds` later.
  @inlinable
  package static func + (a: Instant, seconds: Seconds) -> Instant {
    Instant(epoch: a.epoch + seconds)
  }

  /// The moment `seconds` earlier.
  @inlinable
  package static func - (a: Instant, seconds: Seconds) -> Instant {
    Instant(epoch: a.epoch - seconds)
  }

  /// The time from `b` to `a`, negative where `a` is earlier.
  @inlinable
  package static func - (a: Instant, b: Instant) -> Seconds { a.epoch - b.epoch }
}
