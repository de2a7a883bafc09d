import Ingest
import Metrics

/// Finds one call by an id that any of its parts carries.
@MainActor
struct CallLookup {
  /// A call and the parts that it was read from.
  struct Found {
    var call: CustomerCall
    var legs: [CallLeg]
    var events: [QueueEvent]
  }

  let explainer: Explainer

  /// - Throws: ``ExplainError`` where none or several calls carry it.
  func find(_ text: String, in period: Period?) throws -> Found {
    let id = CallID(shown: text, systems: explainer.systems)
    guard id != .none else { throw ExplainError.unknownCall }
    let ids = id.ofEachSystem(explainer.systems)
    var found = try calls(with: Set(ids), near: id.epoch, ids: ids)
    if let period {
      found.removeAll { found in
        let day = explainer.zone.day(of: found.call.start)
        return day < period.first || day > period.last
      }
    }
    // The id that calls.csv shows is that call's, also where a later call carries it too.
    let own = found.filter { $0.call.id == id.raw }
    if own.count == 1 { return own[0] }
    guard let first = found.first else { throw ExplainError.unknownCall }
    guard found.count == 1 else {
      throw ExplainError.ambiguousCall(
        found.prefix(5).map {
          "\(explainer.id($0.call.id)) of \(explainer.time($0.call.start))"
        })
    }
    return first
  }

  private func calls(with wanted: Set<CallID>, near epoch: Instant?, ids: [CallID]) throws
    -> [Found]
  {
    let asOf = explainer.night.asOfInstant
    // A channel's second of birth is in its id, and its legs begin within a call of it.
    let from = epoch.map { $0 - 86_400 } ?? Instant(epoch: 0)
    let to = epoch.map { min($0 + 86_400, asOf) } ?? asOf
    var found: [Found] = []
    try explainer.night.store.read { transaction in
      let days = Set(
        try transaction.moments(of: ids, from: from, to: to).flatMap { moment in
          let day = explainer.zone.day(of: moment)
          return [day - 1, day]  // where it began
        })
      for range in Night.ranges(of: days, apart: 1) {
        try transaction.assemble(
          range, rules: explainer.rules, names: explainer.names, before: asOf,
          observe: { call, legs, events in
            let isWanted =
              wanted.contains(CallID(raw: call.id))
              || legs.contains { wanted.contains($0.uniqueID) || wanted.contains($0.linkedID) }
              || events.contains { wanted.contains($0.call) || wanted.contains($0.peer) }
            if isWanted { found.append(Found(call: call, legs: legs, events: events)) }
          }, emit: { _, _ in })
      }
    }
    return found.sorted { ($0.call.start, $0.call.id) < ($1.call.start, $1.call.id) }
  }
}
