import Dispatch
import Foundation
import Synchronization

/// Work that is the same for many items, shared out over the processor's cores.
package enum Cores {
  /// How many there are.
  package static let count = ProcessInfo.processInfo.activeProcessorCount

  /// Cuts `0..<items` into a range for each worker, and lets them work at the same time.
  ///
  /// - Parameters:
  ///   - items: How many items there are.
  ///   - workers: What each needs for itself: tables that it fills on the way.
  ///   - least: Below so many items one does it all: threads cost some 20 µs.
  /// - Returns: The results in the order of the items.
  package static func share<Worker: Sendable, Result: Sendable>(
    _ items: Int, among workers: inout [Worker], least: Int = 1024,
    _ work: @Sendable (inout Worker, Range<Int>) -> Result
  ) -> [Result] {
    let busy = items < least ? min(1, workers.count) : workers.count
    guard busy > 1 else { return busy == 1 ? [work(&workers[0], 0..<items)] : [] }
    let fresh = workers
    let done = Mutex<[(index: Int, worker: Worker, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: busy) { index in
      var worker = fresh[index]
      let range = items * index / busy..<items * (index + 1) / busy
      let result = work(&worker, range)
      done.withLock { $0.append((index, worker, result)) }
    }
    return done.withLock { $0 }.sorted { $0.index < $1.index }.map { share in
      workers[share.index] = share.worker
      return share.result
    }
  }

  /// Does two things at the same time.
  /// - Throws: The first's error, else the second's, once both have ended.
  package static func both(
    _ first: @Sendable () throws -> Void, _ second: @Sendable () throws -> Void
  ) throws {
    let errors = Mutex<[Int: any Error]>([:])
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      do {
        try index == 0 ? first() : second()
      } catch {
        errors.withLock { $0[index] = error }
      }
    }
    if let error = errors.withLock({ $0[0] ?? $0[1] }) { throw error }
  }
}
