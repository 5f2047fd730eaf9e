/// podsup's own version (semver.org).
package let version = "0.1.0"
