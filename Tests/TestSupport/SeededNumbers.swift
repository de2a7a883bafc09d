/// A generator of the same numbers everywhere: SplitMix64.
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Starts at a seed.
  package init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number below `limit`.
  package mutating func below(_ limit: UInt64) -> UInt64 { next() % limit }
}
