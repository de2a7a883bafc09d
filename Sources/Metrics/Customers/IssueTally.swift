/// Issues whose last contact was on a day, and calls of customers with a manager of their own.
package struct IssueTally: Tally {
  package static let kind = "issues"
  package static let version = 1

  /// Issues that are over.
  package var issues = 0
  /// Issues that a further contact could still belong to.
  package var open = 0
  /// Of those that are over, the ones with two agents or more.
  package var several = 0
  /// Answered and missed calls of customers who have a manager, and those that he took himself.
  package var managed = 0
  package var byManager = 0
  /// Contacts, and different agents, of each issue that is over.
  package var contacts = Histogram()
  package var agents = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<IssueTally, Int> & Sendable] {
    [\.issues, \.open, \.several, \.managed, \.byManager]
  }
  package static var histograms: [any WritableKeyPath<IssueTally, Histogram> & Sendable] {
    [\.contacts, \.agents]
  }
}
