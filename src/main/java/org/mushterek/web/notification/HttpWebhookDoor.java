package org.mushterek.web.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.notification.WebhookDoor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts to other systems over https. A name is resolved and judged at each post: what it leads to must be outside, unless
 * the installation names the host. The machine keeps a resolved name for thirty seconds, so the connection goes where the
 * judgement looked.
 */
@Component
class HttpWebhookDoor implements WebhookDoor {

    private static final int HIGHEST_PORT = 65_535;

    private final Set<String> insideHosts;
    private final boolean plainLoopback;
    private final Duration patience;
    private final HttpClient client;

    HttpWebhookDoor(
            @Value("${mushterek.webhooks.inside-hosts}") String insideHosts,
            @Value("${mushterek.webhooks.plain-loopback}") boolean plainLoopback,
            @Value("${mushterek.webhooks.patience}") Duration patience) {
        this.insideHosts = Arrays.stream(insideHosts.split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.plainLoopback = plainLoopback;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public Optional<Message> refusal(String url) {
        var uri = parse(url);
        if (uri == null) {
            return Optional.of(Message.of("notification.badUrl"));
        }
        var isPlain = uri.getScheme().equals("http");
        try {
            var addresses = InetAddress.getAllByName(uri.getHost());
            if (plainLoopback && Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
                return Optional.empty();
            }
            if (isPlain) {
                return Optional.of(Message.of("notification.plainUrl"));
            }
            var isKnown = insideHosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
            return isKnown || Arrays.stream(addresses).allMatch(OutsideAddress::is)
                    ? Optional.empty()
                    : Optional.of(Message.of("notification.insideUrl"));
        } catch (UnknownHostException unknown) {
            return Optional.of(Message.of(isPlain ? "notification.plainUrl" : "notification.unknownHost"));
        }
    }

    private static @Nullable URI parse(String url) {
        try {
            var uri = new URI(url);
            var isUsable = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= HIGHEST_PORT
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            return isUsable ? uri : null;
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    @Override
    public String post(String url, Map<String, String> headers, byte[] body) {
        if (refusal(url).isPresent()) {
            return "CLOSED";
        }
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(patience)
                .header("User-Agent", "Mushterek")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofInputStream());
            // Whatever it says beside its status is not read, however long it is.
            answer.body().close();
            return String.valueOf(answer.statusCode());
        } catch (HttpTimeoutException slow) {
            return "TIMEOUT";
        } catch (IOException | IllegalArgumentException broken) {
            return "UNREACHABLE";
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "STOPPED";
        }
    }
}
