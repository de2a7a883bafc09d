/// How far apart the parts of one journey may lie.
package enum JourneyWindow {
  /// No call that a contact centre counts lasts longer; parts further apart than this are not
  /// joined.
  ///
  /// Bounds what must be read around a day, and the memory of open journeys.
  package static let longest: Seconds = 4 * 3600
}
