/// Time that an agent was to work: `[start, end)`.
package struct Shift: Hashable, Sendable {
  /// Whose it is.
  package var agent: AgentIndex
  /// The first second.
  package var start: Instant
  /// The first second after it.
  package var end: Instant
}
