/// A length of time in whole seconds; the unit stands in the type's name, the sign in its meaning.
package typealias Seconds = Int
