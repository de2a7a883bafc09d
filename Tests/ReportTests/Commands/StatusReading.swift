/// What a monitoring program reads of `ringtally status --json`: written from docs/operations.md.
struct StatusReading: Decodable {
  struct Run: Decodable {
    var command: String
    var started_at: String
    var ended_at: String?
    var as_of: String
    var exit_code: Int?
    var files_read: Int
    var files_known: Int
    var rows_read: Int
    var rows_rejected: Int
    var days_computed: Int
    var periods_published: Int
    var problems: [String]
  }

  struct Word: Decodable, Equatable {
    var word: String
    var count: Int
  }

  struct Source: Decodable {
    var name: String
    var format: String
    var is_in_config: Bool
    var files: Int
    var rows: Int
    var accepted: Int
    var rejected: Int
    var deduplicated: Int
    var first_at: String?
    var last_at: String?
    var age_seconds: Int?
    var is_stale: Bool
    var is_over_limit: Bool
    var problem: String?
    var notes: [String]
    var unknown_words: [Word]
  }

  var now: String
  var stale_after_seconds: Int
  var last_run: Run?
  var calls_from: String?
  var calls_to: String?
  var days_to_compute: Int
  var is_publication_due: Bool
  var sources: [Source]
}
