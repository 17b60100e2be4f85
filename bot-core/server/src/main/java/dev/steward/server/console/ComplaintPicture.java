package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A picture that a member sent about a complaint, got from their platform when staff look. */
final class ComplaintPicture {
  private static final Set<String> KINDS =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private static final int MOST_BYTES = 10 << 20;
  private static final int PATIENCE_SECONDS = 10;
  private static final Logger log = LoggerFactory.getLogger(ComplaintPicture.class);

  private final Readers readers;
  private final MemberPictures pictures;
  private final Audit audit;

  ComplaintPicture(Readers readers, MemberPictures pictures, Audit audit) {
    this.readers = readers;
    this.pictures = pictures;
    this.audit = audit;
  }

  private record Found(String platform, Media media) {}

  /** Where the pictures of a piece of evidence are shown; none when they are forgotten. */
  static List<String> links(Sql sql, long number, ComplaintFile.Evidence evidence) {
    List<Media> media = ComplaintFiles.pictures(sql, number, evidence.id());
    return IntStream.range(0, media.size())
        .filter(i -> KINDS.contains(media.get(i).mimeType()))
        .mapToObj(
            i ->
                Visit.link(
                    "/console/complaint/picture", "number", number, "of", evidence.id(), "n", i))
        .toList();
  }

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    Found found =
        readers.read(
            sql -> found(sql, number, visit.askedNumber("of", 0), visit.askedNumber("n", 0)));
    byte[] bytes = open(found);
    audit.looked(visit.staff().login(), "complaint-picture", Long.toString(number));
    return new Answer.Whole(200, found.media.mimeType(), bytes, Map.of(), List.of());
  }

  private static Found found(Sql sql, long number, long evidence, long place) {
    ComplaintFile file = ComplaintFiles.find(sql, number).orElseThrow(Refusal::notFound);
    return ComplaintFiles.pictures(sql, number, evidence).stream()
        .skip(Math.max(0, place))
        .findFirst()
        .filter(media -> KINDS.contains(media.mimeType()))
        .map(media -> new Found(GroupId.parse(file.group()).platform(), media))
        .orElseThrow(Refusal::notFound);
  }

  private byte[] open(Found found) {
    try {
      return pictures
          .open(found.platform, found.media)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .filter(bytes -> bytes.length <= MOST_BYTES)
          .orElseThrow(Refusal::notFound);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "busy");
    } catch (TimeoutException e) {
      throw new Refusal(503, "busy");
    } catch (ExecutionException e) {
      log.warn("a picture on {} could not be opened", found.platform, e.getCause());
      throw new Refusal(503, "busy");
    }
  }
}
