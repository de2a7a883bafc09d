/// A 64-bit hash that is the same in every process and release: it is stored.
///
/// FNV-1a over the bytes, then the finaliser of SplitMix64, because FNV's low bits alone mix
/// poorly. Sources: Fowler, Noll, Vo (1991); Steele, Lea, Flood (2014).
package func fingerprint(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
  for i in bytes.indices {
    hash = (hash ^ UInt64(bytes[i])) &* 0x0000_0100_0000_01b3
  }
  return scrambled(hash)
}

/// Folds another value into a hash.
package func fingerprint(_ value: Int, into hash: UInt64) -> UInt64 {
  scrambled((hash &+ 0x9e37_79b9_7f4a_7c15) ^ UInt64(bitPattern: Int64(value)))
}

private func scrambled(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
