package org.recupera.password;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer, a byte a character; hangs up on one that is too long, and takes it for nothing. */
final class BoundedText implements HttpResponse.BodySubscriber<Optional<String>> {

    private final int mostBytes;
    private final CompletableFuture<Optional<String>> text = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription body;

    BoundedText(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        Flow.Subscription subscription = Objects.requireNonNull(body);
        long length = part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (read.size() + length > mostBytes) {
            subscription.cancel();
            text.complete(Optional.empty());
            return;
        }
        for (ByteBuffer buffer : part) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable broken) {
        text.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        text.complete(Optional.of(read.toString(StandardCharsets.ISO_8859_1)));
    }
}
