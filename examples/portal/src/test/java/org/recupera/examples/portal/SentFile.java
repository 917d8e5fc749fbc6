package org.recupera.examples.portal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** A file as a browser sends it. */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record SentFile(String name, String contentType, byte[] content) {

    static SentFile of(String name, String content) {
        return new SentFile(name, "application/octet-stream", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What people attach: a picture of what they see. */
    static SentFile screenshot(String name) {
        BufferedImage picture = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 640, 360);
        pen.setColor(Color.RED);
        pen.fillRect(40, 40, 560, 60);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new SentFile(name, "image/png", png.toByteArray());
    }
}
