package dev.steward.engine.pictures;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the QR codes of a picture (PNG, JPEG, GIF or BMP; of an animation the first frame). What is
 * too large, broken or no picture has none: the size is read from the header before anything is
 * unpacked, and a large picture is read with fewer dots. Stateless; never throws.
 */
public final class QrCodes {
  /** In bytes. */
  public static final int MOST_BYTES = 5 << 20;

  private static final int LONGEST_SIDE = 8_192;
  private static final long MOST_DOTS = 16_000_000;

  /** Dots of a picture's longer side that are looked at. */
  private static final int LOOKED_AT = 1_280;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
  private static final int MOST_CODES = 8;
  private static final int LONGEST_TEXT = 2_000;

  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(
          DecodeHintType.POSSIBLE_FORMATS,
          List.of(BarcodeFormat.QR_CODE),
          DecodeHintType.TRY_HARDER,
          true);

  static {
    // Pictures are small: they need no files on disk.
    ImageIO.setUseCache(false);
  }

  private QrCodes() {}

  /** What its codes say, each once; none when there are none or it can't be read. */
  public static List<String> of(byte[] picture) {
    if (picture.length == 0 || picture.length > MOST_BYTES) {
      return List.of();
    }
    try {
      BufferedImage image = unpacked(picture);
      return image == null ? List.of() : codes(image);
    } catch (IOException | RuntimeException broken) {
      // What strangers send may be anything; decoders tell so in many ways.
      return List.of();
    }
  }

  private static @Nullable BufferedImage unpacked(byte[] picture) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          return null;
        }
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (Math.max(width, height) > LONGEST_SIDE || (long) width * height > MOST_DOTS) {
          return null;
        }
        ImageReadParam few = reader.getDefaultReadParam();
        int step = Math.max(1, (Math.max(width, height) + LOOKED_AT - 1) / LOOKED_AT);
        few.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, few);
      } finally {
        reader.dispose();
      }
    }
  }

  private static List<String> codes(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    LuminanceSource light =
        new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    Set<String> found = new LinkedHashSet<>();
    for (BinaryBitmap bits :
        List.of(
            new BinaryBitmap(new HybridBinarizer(light)),
            new BinaryBitmap(new GlobalHistogramBinarizer(light)),
            new BinaryBitmap(new HybridBinarizer(light.invert())))) {
      if (found.isEmpty() && Corners.count(bits) <= Corners.MOST) {
        add(bits, found);
      }
    }
    return List.copyOf(found);
  }

  private static void add(BinaryBitmap bits, Set<String> found) {
    try {
      for (Result result : new QRCodeMultiReader().decodeMultiple(bits, HINTS)) {
        String text = result.getText();
        if (found.size() < MOST_CODES && !text.isBlank()) {
          found.add(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        }
      }
    } catch (NotFoundException none) {
      return;
    }
  }
}
