import Ingest

/// The keys of one mapping of the config: what the reader accepts and what docs/config.md states.
struct KeyTable: Sendable {
  struct Key: Sendable {
    let name: String
    /// What kind of value it takes, in words.
    let type: String
    let fallback: Fallback
  }

  /// What holds where a key is left out.
  enum Fallback: Hashable, Sendable {
    /// It may not be.
    case required
    /// Nothing: what depends on it is not done.
    case nothing
    /// The defaults of its own keys.
    case section
    /// This value, as YAML.
    case value(String)
    /// What these words say.
    case derived(String)

    /// The column "default" of docs/config.md.
    var text: String {
      switch self {
      case .required: "required"
      case .nothing: "–"
      case .section: "its keys' defaults"
      case .value(let yaml): "`\(yaml)`"
      case .derived(let words): words
      }
    }
  }

  /// The path of the mapping; empty for the file's top.
  let path: String
  let keys: [Key]
  /// Whether keys of the shop's own choosing are accepted beside those.
  let isOpen: Bool

  init(_ path: String, open: Bool = false, _ keys: [(String, String, Fallback)]) {
    self.path = path
    isOpen = open
    self.keys = keys.map { Key(name: $0.0, type: $0.1, fallback: $0.2) }
  }

  /// A key's full path, for messages.
  func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// A key's default as YAML; `nil` where it has none.
  func defaultText(_ key: String) -> String? {
    guard case .value(let text) = keys.first(where: { $0.name == key })?.fallback else {
      return nil
    }
    return text
  }
}

extension KeyTable {
  /// All mappings, in the order of docs/config.md.
  static let all = [
    top, source, orderColumns, cdrColumns, celColumns, statuses, automatic, hours, weekly,
    exceptions, queues, queue, calls, serviceLevel, qualified, callbackRequests, orders,
    confirmationLink, storageDays, attribution, notifications, notification, holdout, staffing,
    agentTime, scorecard, scoredMeasure, tier, csv, privacy,
    limits,
  ]

  static let top = KeyTable(
    "",
    [
      ("shop", "text", .value("\"\"")), ("timezone", "IANA time zone", .required),
      ("language", "ru or en", .value("ru")), ("currency", "ISO 4217 code", .value("RUB")),
      ("region", "ISO 3166 code", .value("RU")), ("database", "path", .required),
      ("reports", "path", .required), ("sources", "list of sources", .required),
      ("agents", "path", .required), ("numbers", "path", .nothing), ("shifts", "path", .nothing),
      ("trunks", "list of texts", .required), ("feature_codes", "list of texts", .value("[]")),
      ("blacklist", "list of texts", .value("[]")), ("ivr_served", "list of texts", .value("[]")),
      ("hours", "section", .section), ("queues", "section", .section),
      ("calls", "section", .section), ("orders", "section", .section),
      ("staffing", "section", .section), ("agent_time", "section", .section),
      ("motivation", "list of versions", .value("[]")),
      ("csv", "section", .section), ("privacy", "section", .section),
      ("limits", "section", .section),
    ])

  static let source = KeyTable(
    "sources[]",
    [
      ("name", "text", .required), ("format", "name of a format", .required),
      ("files", "list of paths or globs", .required),
      ("timezone", "auto, utc or IANA time zone", .value("auto")),
      ("delimiter", "one character", .derived("the format's; `,` for orders-csv")),
      ("decimal", ". or ,", .value("\".\"")),
      (
        "encoding", "auto, utf-8, windows-1251, koi8-r, utf-16le, utf-16be or latin1",
        .value("auto")
      ), ("columns", "section", .section), ("times", "date pattern", .value("yyyy-MM-dd HH:mm:ss")),
      ("statuses", "section", .section), ("automatic", "section", .section),
    ])

  static let orderColumns = KeyTable(
    "sources[].columns (orders-csv)",
    ["order", "status", "at"].map { ($0, "text", .required) }
      + [
        "phone", "amount", "agent", "carrier", "tracking", "payment", "promised", "source",
        "customer", "call", "paid", "currency", "point", "return_reason", "complete",
      ].map { ($0, "text", .nothing) })

  static let cdrColumns = KeyTable(
    "sources[].columns (call detail records)",
    [
      "accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp",
      "lastdata", "start", "answer", "end", "duration", "billsec", "disposition", "uniqueid",
      "linkedid", "sequence", "did",
    ].map { ($0, "text", .nothing) })

  static let celColumns = KeyTable(
    "sources[].columns (channel events)",
    [
      "eventtype", "eventtime", "cid_num", "cid_dnid", "exten", "context", "channame", "appname",
      "appdata", "accountcode", "uniqueid", "linkedid", "extra",
    ].map { ($0, "text", .nothing) })

  /// The columns that the config may name for a format; `nil` where it can't.
  static func columns(of format: Config.Source.Format) -> KeyTable? {
    if format == .ordersCSV { return orderColumns }
    if format.tellsChannels { return celColumns }
    return format.hasCDRColumns ? cdrColumns : nil
  }

  static let statuses = KeyTable(
    "sources[].statuses",
    OrderStatus.allCases.map { ($0.rawValue, "list of texts", .value("[]")) })

  static let automatic = KeyTable(
    "sources[].automatic",
    [("source", "list of texts", .value("[]")), ("agent", "list of texts", .value("[]"))])

  static let hours = KeyTable(
    "hours",
    [
      ("weekly", "section", .derived("open around the clock")),
      ("exceptions", "section", .derived("no exceptions")),
    ])
  static let weekly = KeyTable("hours.weekly", open: true, [])
  static let exceptions = KeyTable("hours.exceptions", open: true, [])
  static let queues = KeyTable("queues", open: true, [])
  static let queue = KeyTable(
    "queues.QUEUE",
    [
      ("name", "text", .derived("the queue's own name")),
      ("timezone", "IANA time zone", .derived("the top's `timezone`")),
      ("hours", "section as `hours`", .derived("the top's `hours`")),
    ])

  static let calls = KeyTable(
    "calls",
    [
      ("service_level", "section", .section), ("ring_counts_from", "duration", .value("3s")),
      ("contact_from", "duration", .value("10s")), ("callback_within", "duration", .value("12h")),
      ("repeat_within", "duration", .value("72h")), ("resolution_after", "duration", .value("7d")),
      ("qualified", "section", .section), ("agent_minute_cost", "amount", .nothing),
      ("test_numbers", "list of texts", .value("[]")),
      ("outsourced", "list of texts", .value("[]")), ("callback_requests", "section", .section),
    ])
  static let serviceLevel = KeyTable(
    "calls.service_level",
    [
      ("within", "duration", .value("20s")), ("short_abandon", "duration", .value("5s")),
      ("formula", "name of a formula", .value("ringtally")),
    ])
  static let qualified = KeyTable(
    "calls.qualified",
    [("talk", "duration", .value("60s")), ("first_in", "duration", .value("30d"))])
  static let callbackRequests = KeyTable(
    "calls.callback_requests",
    ["keys", "contexts", "events"].map { ($0, "list of texts", .value("[]")) })

  static let orders = KeyTable(
    "orders",
    [
      ("link_to_confirmation", "section", .section), ("mature_at", "share", .value("0.95")),
      ("storage_days", "section", .section), ("margin", "share", .nothing),
      ("return_cost", "amount", .nothing), ("attribution", "section", .section),
      ("notifications", "section", .section), ("holdout", "section", .section),
    ])
  static let confirmationLink = KeyTable(
    "orders.link_to_confirmation",
    [("before", "duration", .value("2h")), ("after", "duration", .value("7d"))])
  static let storageDays = KeyTable(
    "orders.storage_days", open: true, [("default", "days", .value("15"))])
  static let attribution = KeyTable(
    "orders.attribution",
    [
      ("rule", "first-call or last-call", .value("first-call")),
      ("window", "duration", .value("30d")),
    ])
  static let notifications = KeyTable("orders.notifications", open: true, [])
  static let notification = KeyTable(
    "orders.notifications.METHOD",
    [
      ("team", "text", .nothing), ("trunks", "list of texts", .value("[]")),
      ("numbers", "list of texts", .value("[]")), ("accountcodes", "list of texts", .value("[]")),
      ("cost", "amount", .nothing),
    ])
  static let holdout = KeyTable(
    "orders.holdout",
    [("share", "share", .value("0")), ("salt", "text", .value("\"\""))])

  static let staffing = KeyTable(
    "staffing",
    [
      ("service_level", "percent/seconds", .value("80/20")),
      ("occupancy_cap", "share", .value("0.85")), ("shrinkage", "share", .value("0.30")),
    ])

  static let agentTime = KeyTable(
    "agent_time",
    [
      ("login_cap", "duration", .value("12h")), ("plan_calls_from", "whole number", .value("50")),
      ("plan_calls_to", "whole number", .value("70")),
      ("plan_call_length", "duration", .value("2min")),
    ])

  static let scorecard = KeyTable(
    "motivation[]",
    [
      ("from", "day", .required), ("teams", "list of texts", .required),
      ("period", "month", .value("month")), ("bonus", "amount", .required),
      ("cap", "number", .value("1.20")), ("minimum_scored_weight", "share", .value("0.60")),
      ("shrinkage", "whole number", .value("20")),
      ("rounding", "rouble-half-up or kopeck-half-up", .value("rouble-half-up")),
      ("tiers", "list of tiers", .value("[]")), ("measures", "list of measures", .required),
    ])
  static let scoredMeasure = KeyTable(
    "motivation[].measures[]",
    [
      ("measure", "name of a measure", .required), ("weight", "number", .required),
      ("floor", "the measure's unit", .required), ("target", "the measure's unit", .required),
      ("gate", "the measure's unit", .nothing), ("cap", "number", .value("1.20")),
      ("minimum", "whole number", .value("0")),
      ("lag", "months", .derived("2 for redemption_rate, else 0")),
    ])
  static let tier = KeyTable(
    "motivation[].tiers[]", [("from", "number", .required), ("pays", "number", .required)])

  static let csv = KeyTable(
    "csv",
    [
      ("preset", "excel-ru", .nothing), ("delimiter", "one character", .value("\",\"")),
      ("decimal", ". or ,", .value("\".\"")),
      ("encoding", "utf-8 or windows-1251", .value("utf-8")),
      ("bom", "true or false", .value("false")),
    ])
  static let privacy = KeyTable(
    "privacy",
    [
      ("mask_numbers", "true", .value("true")),
      ("worklist_shows_numbers", "true or false", .value("true")),
      ("keep_days", "days", .value("1095")),
    ])
  static let limits = KeyTable(
    "limits", [("rejects", "share", .value("0.01")), ("stale_after", "duration", .value("36h"))])
}
