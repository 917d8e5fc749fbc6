package org.recupera.examples.portal.web;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server: takes its port first, and serves pages once there are any. */
public final class HttpServer implements AutoCloseable {

    private static final int THREADS = 64;
    private static final long LONGEST_SILENCE_MILLIS = 30_000;
    private static final long LONGEST_STOP_MILLIS = 5_000;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes a port without serving it yet, so that a port in use is known before anything else is begun.
     *
     * @param host the address to listen on, or {@code null} for all
     * @param port the port, or 0 for any that is free
     * @return the server
     * @throws IOException when the port cannot be had
     */
    public static HttpServer open(@Nullable String host, int port) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(LONGEST_SILENCE_MILLIS);
        server.addConnector(connector);
        server.setStopTimeout(LONGEST_STOP_MILLIS);
        connector.open();
        return new HttpServer(server, connector);
    }

    /**
     * The port that was taken.
     *
     * @return the port
     */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Begins to serve.
     *
     * @param pages the pages by servlet mapping; {@code /} is for whatever fits none
     * @param web what all pages share
     * @throws IOException when the server does not start
     */
    public void serve(Map<String, Page> pages, Web web) throws IOException {
        ServletContextHandler context = new ServletContextHandler();
        pages.forEach((mapping, page) -> context.addServlet(new ServletHolder(new PageServlet(page, web)), mapping));
        WholeForms forms = new WholeForms(pages.entrySet().stream()
                .filter(page -> page.getValue().takesFiles())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        forms.setHandler(context);
        server.setHandler(forms);
        server.setErrorHandler(new ConnectionErrors(web));
        try {
            server.start();
        } catch (Exception failed) {
            throw new IOException("the HTTP server does not start", failed);
        }
    }

    /** Lets requests under way end, for five seconds at most, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server does not stop", failed);
        } finally {
            connector.close();
        }
    }
}
