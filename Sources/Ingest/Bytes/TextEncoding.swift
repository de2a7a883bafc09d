package enum TextEncoding: String, Hashable, Sendable { case utf8 = "utf-8" }
