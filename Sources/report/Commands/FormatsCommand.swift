import ArgumentParser
import Ingest

/// `ringtally formats`: what can be read.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that can be read.")

  func run() throws {
    for format in [
      AsteriskCDR.self, AsteriskCDRDump.self, AsteriskQueueLog.self, AsteriskCEL.self,
      AsteriskCELDump.self, OrdersCSV.self, SectionVisitsCSV.self,
    ] as [any ExportFormat.Type] {
      print("\(format.identifier)\t\(format.summary)")
    }
  }
}
