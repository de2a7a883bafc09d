import Ingest
import Metrics

extension Night {
  /// A line for each source that has nothing newer than `limits.stale_after` before "now".
  ///
  /// An export that stopped looks like a quiet shop; only this tells the two apart.
  func staleSources() throws -> [String] {
    let known = try store.read { try $0.sourceSummaries() }
    return config.sources.filter { Ingestion.format($0.format) != nil }.compactMap { source in
      let last = known.first { $0.name == source.name }?.lastAt
      let remedy = "Check that the export still runs and that \"files\" names what it writes."
      guard let last else {
        return "source \"\(source.name)\": no row of it was ever taken. \(remedy)"
      }
      let due = asOfInstant - config.limits.staleAfter
      guard last < due else { return nil }
      let zone = config.timezone
      return
        "source \"\(source.name)\": expected rows since \(zone.iso8601(due)) (limits.stale_after), the newest is of \(zone.iso8601(last)). \(remedy)"
    }
  }
}
