/// A named formula for the share of offered calls that were answered in time.
///
/// Switches disagree, so every report names its choice.
package enum ServiceLevelFormula: String, CaseIterable, Hashable, Sendable {
  case ringtally
  case asteriskSL = "asterisk-sl"
  case asteriskSL2Documented = "asterisk-sl2-documented"
  case asteriskSL2 = "asterisk-sl2"
  case amazonConnect = "amazon-connect"
  case xcally
  case genesysNoShort = "genesys-no-short"
  case genesys
  case vonage
}
