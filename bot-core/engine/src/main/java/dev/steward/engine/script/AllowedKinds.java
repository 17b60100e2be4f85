package dev.steward.engine.script;

import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.ShopShare;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Of which kinds an id or a link may be that a rule allows: by those its rule looks at. */
final class AllowedKinds {
  private AllowedKinds() {}

  /** Whether a rule that looks at some kinds looks at an id that another allows. */
  static boolean meets(RuleCheck.Contacts rule, RuleCheck.Contacts allowing, String id) {
    Set<Contact.Kind> kinds = EnumSet.noneOf(Contact.Kind.class);
    for (Map.Entry<String, Contact.Kind> word : Vocabulary.CONTACTS.entrySet()) {
      if (ContactFinder.find(word.getKey() + "：" + id).stream()
          .anyMatch(contact -> contact.kind() == word.getValue())) {
        kinds.add(word.getValue());
      }
    }
    return surely(rule.kinds(), allowing.kinds(), kinds);
  }

  /** The same of a shop's link or token. */
  static boolean meets(RuleCheck.Shops rule, RuleCheck.Shops allowing, String own) {
    String text = own.contains("://") ? own : own + " https://" + own;
    Set<ShopShare.Platform> platforms =
        ShopFinder.find(text, LinkFinder.find(text)).stream()
            .map(ShopShare::platform)
            .collect(Collectors.toSet());
    return surely(rule.platforms(), allowing.platforms(), platforms);
  }

  /** Whichever of the kinds it is, as far as they are those that the other rule looks at. */
  private static <K> boolean surely(Set<K> rule, Set<K> allowing, Set<K> kinds) {
    Set<K> may = new HashSet<>(kinds);
    may.retainAll(allowing);
    return rule.containsAll(may.isEmpty() ? allowing : may);
  }
}
