package dev.steward.engine.pictures;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws pictures with QR codes, for tests. */
public final class Drawn {
  private Drawn() {}

  /** A code of about so many dots. */
  public static BufferedImage code(String text, int size) {
    try {
      BitMatrix bits =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  size,
                  size,
                  Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
      BufferedImage image =
          new BufferedImage(bits.getWidth(), bits.getHeight(), BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < bits.getHeight(); y++) {
        for (int x = 0; x < bits.getWidth(); x++) {
          image.setRGB(x, y, bits.get(x, y) ? 0x000000 : 0xFFFFFF);
        }
      }
      return image;
    } catch (WriterException e) {
      throw new AssertionError(e);
    }
  }

  /** On a poster of a size, at a place, turned by some degrees. */
  public static BufferedImage on(
      int width, int height, Color paper, int x, int y, double degrees, BufferedImage... codes) {
    BufferedImage poster = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = poster.createGraphics();
    pen.setColor(paper);
    pen.fillRect(0, 0, width, height);
    int at = x;
    for (BufferedImage code : codes) {
      AffineTransform turned = AffineTransform.getTranslateInstance(at, y);
      turned.rotate(Math.toRadians(degrees), code.getWidth() / 2.0, code.getHeight() / 2.0);
      pen.drawImage(code, turned, null);
      at += code.getWidth() + 40;
    }
    pen.dispose();
    return poster;
  }

  /** The file's bytes. */
  public static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
