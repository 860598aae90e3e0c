package org.mushterek.document;

/** What came of reading a token that a stranger has shown. */
public sealed interface TokenReading {

    /** The host side named in the claims has signed exactly this. Whether it still holds is for the register to say. */
    record Genuine(PermitClaims claims) implements TokenReading {}

    /** It has the form of a token, but no side vouches for it. Nothing that it says is worth repeating. */
    record Forged(Fault fault) implements TokenReading {}

    /** It is no token, or one that was cut off or misread. */
    record Unreadable() implements TokenReading {}

    /** Why nobody vouches for a token. */
    enum Fault {
        /** No known key has its id: forged, or the list of keys is older than the permit. */
        UNKNOWN_KEY,
        /** The key belongs to another side than the host that the token names. */
        KEY_OF_ANOTHER_SIDE,
        /** The signature does not fit what is said. */
        WRONG_SIGNATURE
    }
}
