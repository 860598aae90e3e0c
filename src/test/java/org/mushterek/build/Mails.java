package org.mushterek.build;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A mail server for a test, and what stands in the mails that it received. */
public final class Mails {

    private Mails() {}

    /** A server that has not started yet; it takes the same port each time. */
    public static GreenMail server() {
        return new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** The account whose mailbox a message went to: its address without the domain. */
    public static String addressee(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString().replaceFirst("@.*", "");
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The text of a kind, wherever in the message it stands. */
    public static String part(MimeMessage message, String type) {
        try {
            return texts((MimeMultipart) message.getContent(), type).stream()
                    .findFirst()
                    .orElseThrow()
                    .replace("\r\n", "\n");
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Everything that can be read in a message: headers, subject and texts, as they were before they were encoded. */
    public static String whole(MimeMessage message) {
        try {
            var read = new StringBuilder();
            for (Header header : Collections.list(message.getAllHeaders())) {
                read.append(header.getName())
                        .append(": ")
                        .append(MimeUtility.decodeText(MimeUtility.unfold(header.getValue())))
                        .append('\n');
            }
            texts((MimeMultipart) message.getContent(), "*/*")
                    .forEach(text -> read.append(text).append('\n'));
            return read.toString();
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> texts(MimeMultipart parts, String type) throws MessagingException, IOException {
        var found = new ArrayList<String>();
        for (var part : parts(parts)) {
            if (part.getContent() instanceof MimeMultipart inner) {
                found.addAll(texts(inner, type));
            } else if (type.equals("*/*") || part.isMimeType(type)) {
                found.add(part.getContent().toString());
            }
        }
        return found;
    }

    /** What a message is made of, one level down. */
    public static List<BodyPart> parts(MimeMultipart parts) throws MessagingException {
        var all = new ArrayList<BodyPart>();
        for (var n = 0; n < parts.getCount(); n++) {
            all.add(parts.getBodyPart(n));
        }
        return all;
    }
}
