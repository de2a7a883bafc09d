import Foundation

/// What a program reads of `ringtally explain --json`: written from docs/operations.md.
enum ExplainReading {
  struct Agent: Decodable {
    struct Row: Decodable {
      var callId: String
      var startedAt: String
      var what: String
      var outcome: String
      var queue: String?
      var ringS: Double?
      var rings: Int?
      var talkS: Int?
      var counts: [String: Int]
      var isCounted: Bool?
      var reason: String
      var why: String
    }

    var agentId: String
    var agent: String?
    var period: String
    var now: String
    var table: String
    var measure: String?
    var weekday: String?
    var hour: Int?
    var rows: [Row]
    var totals: [String: Double?]
    var notes: [String]
  }

  struct Time: Decodable {
    struct Row: Decodable {
      var from: String
      var to: String
      var seconds: Int
      var what: String
      var queue: String?
      var device: String?
      var pauseReason: String?
      var callId: String?
      var counts: [String: Int]
      var isCounted: Bool?
      var reasons: [String]
      var why: String
    }

    var agentId: String
    var table: String
    var measure: String?
    var pauseReason: String?
    var rows: [Row]
  }

  struct Customer: Decodable {
    struct Call: Decodable {
      var callId: String
      var direction: String
      var kind: String?
      var outcome: String
      var agents: String
      var role: String?
      var orders: [String]
    }

    struct Episode: Decodable {
      var callId: String
      var kind: String
      var outcome: String
      var callerAttempts: Int
      var ourAttempts: Int
      var callbackLatencyOpenS: Int?
      var callbackLatencyS: Int?
      var agent: String?
      var deadlineAt: String?
    }

    var customer: String
    var calls: [Call]
    var episodes: [Episode]
  }

  struct Call: Decodable {
    struct Step: Decodable {
      var outcome: String
      var applies: String
    }

    struct Part: Decodable {
      var part: String
      var ids: [String]
      var joinedBy: String?
      var text: String
    }

    struct Agent: Decodable {
      var agentId: String
      var what: String
      var reason: String
      var rings: Int?
    }

    var callId: String
    var startedAt: String
    var endedAt: String
    var direction: String
    var customer: String
    var number: String
    var outcome: String
    var steps: [Step]
    var waitS: Int?
    var talkS: Int
    var orders: [String]
    var agents: [Agent]
    var parts: [Part]
  }

  /// Keys of the totals are columns' names and stay as they are.
  static func read<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    try StatusReading.decoder.decode(type, from: Data(text.utf8))
  }
}
