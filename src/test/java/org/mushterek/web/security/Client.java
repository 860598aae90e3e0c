package org.mushterek.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A browser without a screen, or a program with a password. */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private String authorization = "";

    public Client(int port) {
        address = "http://127.0.0.1:" + port;
        http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** A client that sends id and password with every request. */
    public static Client withBasic(int port, String account, String password) {
        var client = new Client(port);
        client.authorization = "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    /** A browser in which the account has signed in and opened Tasklist. */
    public static Client signedIn(int port, String account) {
        var client = new Client(port);
        client.signIn(account, "demo");
        client.get("/camunda/app/tasklist/default/");
        return client;
    }

    public HttpResponse<String> signIn(String account, String password) {
        get("/sign-in");
        var form = "account=" + encode(account) + "&password=" + encode(password) + "&_csrf="
                + encode(cookie("MUSHTEREK-CSRF"));
        var answer = send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        get("/");
        return answer;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON with the token that the door asks for. */
    public HttpResponse<String> post(String path, String json) {
        return path.startsWith("/camunda/")
                ? post(path, json, "X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                : post(path, json, "X-MUSHTEREK-CSRF", cookie("MUSHTEREK-CSRF"));
    }

    /** Posts JSON as a page of somebody else would: with the session, without any token. */
    public HttpResponse<String> postForged(String path, String json) {
        return post(path, json, "X-Nothing", "nothing");
    }

    private HttpResponse<String> post(String path, String json, String header, String token) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header(header, token.isEmpty() ? "none" : token)
                .POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    public HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(address + path));
        return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As {@link #send(HttpRequest.Builder)}, for streams: hangs up once the answer has begun. */
    public HttpResponse<String> begin(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.build(),
                    head -> HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), body -> {
                        try (body) {
                            return "";
                        } catch (IOException hungUp) {
                            return "";
                        }
                    }));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As {@link #send(HttpRequest.Builder)}, for files. */
    public HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new IllegalStateException(answer.body(), notJson);
        }
    }

    /** What the program gave it to keep, for a window that goes on with it. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
