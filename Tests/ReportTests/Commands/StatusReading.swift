import Foundation

/// What a monitoring program reads of `ringtally status --json`: written from docs/operations.md.
struct StatusReading: Decodable {
  /// The commands write their keys in snake case.
  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  struct Run: Decodable {
    var command: String
    var startedAt: String
    var endedAt: String?
    var asOf: String
    var exitCode: Int?
    var filesRead: Int
    var filesKnown: Int
    var rowsRead: Int
    var rowsRejected: Int
    var daysComputed: Int
    var periodsPublished: Int
    var problems: [String]
  }

  struct Word: Decodable, Equatable {
    var word: String
    var count: Int
  }

  struct Source: Decodable {
    var name: String
    var format: String
    var isInConfig: Bool
    var files: Int
    var rows: Int
    var accepted: Int
    var rejected: Int
    var deduplicated: Int
    var firstAt: String?
    var lastAt: String?
    var ageSeconds: Int?
    var isStale: Bool
    var isOverLimit: Bool
    var clockAheadSeconds: Int?
    var clockCalls: Int?
    var clockAgainst: String?
    var isClockOff: Bool
    var problem: String?
    var notes: [String]
    var unknownWords: [Word]
  }

  var now: String
  var staleAfterSeconds: Int
  var lastRun: Run?
  var callsFrom: String?
  var callsTo: String?
  var daysToCompute: Int
  var isPublicationDue: Bool
  var sources: [Source]
}
