"""keep: the final bytes on disk, and the log that seals them.

In: bytes, and acts (somebody did something). Out: originals, texts, and the acts in order.
It never changes an original, never reads the clock or the environment, and never believes a
byte that the log's checkpoint does not cover.

Read in this order: custody (the door), merkle, note, entry, record, tiles, payload, vault,
keys, disk, withdrawal, recovery, disclose (show a part and prove it). Then verify_part and
verify, which stand alone: standard library only, also inside every bundle. verify_part checks
disclosures and says what notes, entries and records are; verify checks a whole case by it.
The bytes: docs/reference/case-format.md.
"""
