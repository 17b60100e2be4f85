package dev.steward.engine.rules;

import dev.steward.engine.text.HostList;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.ShopShare;
import java.util.List;
import java.util.Set;

/**
 * Where a text leads: its links, and its shares of shops. Who complains that something costs less
 * elsewhere shows where; that is evidence, and no advert.
 *
 * @param links those that are neither the authorities' nor the brand's own
 * @param shares those that are not the brand's own
 */
record Destinations(List<Link> links, List<ShopShare> shares) {
  /** Where consumers complain to the authorities. */
  private static final HostList AUTHORITIES = HostList.of(List.of("12315.cn", "gov.cn"), List.of());

  /** Where everybody knows that prices are compared. */
  private static final Set<ShopShare.Platform> BIG =
      Set.of(
          ShopShare.Platform.TAOBAO,
          ShopShare.Platform.JD,
          ShopShare.Platform.PINDUODUO,
          ShopShare.Platform.DOUYIN,
          ShopShare.Platform.VIP,
          ShopShare.Platform.SUNING);

  /** The same by their hosts: shops that sell everything, or at least their trade's brands. */
  private static final HostList KNOWN_SHOPS =
      HostList.of(
          List.of(
              "amazon.cn",
              "amazon.com",
              "amazon.co.jp",
              "amazon.co.uk",
              "amazon.de",
              "boots.com",
              "chemistwarehouse.com.au",
              "costco.com",
              "dangdang.com",
              "iherb.com",
              "kaola.com",
              "samsclub.cn",
              "sephora.cn",
              "sephora.com",
              "smzdm.com",
              "target.com",
              "ulta.com",
              "walmart.com",
              "watsons.com.cn",
              "you.163.com"),
          List.of());

  static Destinations of(ReadyRules rules, String text) {
    List<Link> links =
        LinkFinder.find(text).stream()
            .filter(link -> !isOfAuthorities(link) && !rules.ours(link))
            .toList();
    List<ShopShare> shares =
        ShopFinder.find(text, links).stream().filter(share -> !rules.ours(share)).toList();
    return new Destinations(links, shares);
  }

  static boolean isOfAuthorities(Link link) {
    return AUTHORITIES.judge(link.host()) == HostList.Verdict.ALLOWED;
  }

  /** Whether it leads nowhere else. */
  boolean areNone() {
    return links.isEmpty() && shares.isEmpty();
  }

  /** Whether it leads to big shops and nowhere else. */
  boolean areBigShops() {
    return shares.stream().allMatch(share -> BIG.contains(share.platform()))
        && links.stream()
            .allMatch(
                link ->
                    KNOWN_SHOPS.judge(link.host()) == HostList.Verdict.ALLOWED
                        || shares.stream().anyMatch(share -> share.start() == link.start()));
  }
}
