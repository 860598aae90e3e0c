package org.mushterek.notification;

import java.util.Map;
import java.util.Optional;
import org.mushterek.common.Message;

/** The way to the addresses of other systems. */
public interface WebhookDoor {

    /** What stands against sending to this address at all; empty where nothing does. */
    Optional<Message> refusal(String url);

    /**
     * Posts once, without following a redirect, and reads nothing of the answer but its status.
     *
     * @return the status, or a code such as {@code UNREACHABLE} or {@code CLOSED} where there is none
     */
    String post(String url, Map<String, String> headers, byte[] body);
}
