import Ingest
import Metrics

extension Night {
  /// A line for each source that has nothing newer than `limits.stale_after` before "now".
  ///
  /// An export that stopped looks like a quiet shop; only this tells the two apart.
  func staleSources() throws -> [String] {
    let known = try store.read { try $0.sourceSummaries() }
    let limit = config.limits.staleAfter
    let zone = config.timezone
    let remedy = "Check that the export still runs and that \"files\" names what it writes."
    return config.sources.filter { Ingestion.format($0.format) != nil }.compactMap { source in
      let freshness = Freshness(
        known.first { $0.name == source.name }, now: asOfInstant, limit: limit)
      guard freshness.isStale else { return nil }
      guard let newest = freshness.newest else {
        return "source \"\(source.name)\": no row of it was ever taken. \(remedy)"
      }
      return
        "source \"\(source.name)\": expected rows since \(zone.iso8601(asOfInstant - limit)) (limits.stale_after), the newest is of \(zone.iso8601(newest)). \(remedy)"
    }
  }
}
