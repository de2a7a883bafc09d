/// Why a customer called, as far as the calls before tell: the first that applies.
///
/// Source: docs/metrics.md#kinds-of-call.
package enum CallKind: Int, Hashable, Sendable, CaseIterable {
  /// His last call was not answered, and nobody has talked with him since.
  case afterOurMiss = 1
  /// A person of ours had called him and talked.
  case afterOurTalk
  /// A machine of ours had called him.
  case afterRobot
  /// He had called a short time ago.
  case repeated
  /// He had bought an order before.
  case returning
  /// He had called within the look-back.
  case known
  /// He had not.
  case new
  /// The data do not reach back far enough to tell known from new.
  case unknown

  /// The word in CSV files.
  package var word: String {
    switch self {
    case .afterOurMiss: "after_our_miss"
    case .afterOurTalk: "after_our_talk"
    case .afterRobot: "after_robot"
    case .repeated: "repeat"
    case .returning: "returning"
    case .known: "known"
    case .new: "new"
    case .unknown: "unknown"
    }
  }
}
