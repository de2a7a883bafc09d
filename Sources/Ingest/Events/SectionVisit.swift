/// How often a section of the site was visited on a day.
package struct SectionVisit: Hashable, Sendable {
  /// The local day.
  package var day: Day
  /// The section's name as in numbers.csv.
  package var section: String
  /// Visits, ≥ 0.
  package var visits: Int

  /// Makes a row.
  package init(day: Day, section: String, visits: Int) {
    self.day = day
    self.section = section
    self.visits = visits
  }
}
