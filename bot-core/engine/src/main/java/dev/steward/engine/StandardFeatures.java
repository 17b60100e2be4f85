package dev.steward.engine;

import dev.steward.engine.attention.AloneFeature;
import dev.steward.engine.attention.WhisperFeature;
import dev.steward.engine.broadcast.BroadcastFeature;
import dev.steward.engine.broadcast.BroadcastGroupFeature;
import dev.steward.engine.casework.CaseworkFeature;
import dev.steward.engine.casework.JoinFeature;
import dev.steward.engine.checkin.CheckInFeature;
import dev.steward.engine.checkin.DayFeature;
import dev.steward.engine.faq.Asker;
import dev.steward.engine.faq.FaqChoices;
import dev.steward.engine.faq.FaqFeature;
import dev.steward.engine.faq.PrivateQuestions;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.help.HelpFeature;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.MembersFeature;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.members.TierFeature;
import dev.steward.engine.page.PageFeature;
import dev.steward.engine.pictures.PictureReader;
import dev.steward.engine.polls.BallotFeature;
import dev.steward.engine.polls.PollBook;
import dev.steward.engine.polls.PollCommands;
import dev.steward.engine.polls.PollFeature;
import dev.steward.engine.polls.PrivateBallots;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.prices.ComplaintCommands;
import dev.steward.engine.prices.ComplaintFeature;
import dev.steward.engine.prices.IncidentFeature;
import dev.steward.engine.prices.PricesFeature;
import dev.steward.engine.rules.AppealFeature;
import dev.steward.engine.rules.CampaignFeature;
import dev.steward.engine.rules.Campaigns;
import dev.steward.engine.rules.CaseFeature;
import dev.steward.engine.rules.Cases;
import dev.steward.engine.rules.Labels;
import dev.steward.engine.rules.Lessons;
import dev.steward.engine.rules.NameFeature;
import dev.steward.engine.rules.OpinionFeature;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.rules.RaidFeature;
import dev.steward.engine.rules.ReadAhead;
import dev.steward.engine.rules.RuleCommands;
import dev.steward.engine.rules.RuleCosts;
import dev.steward.engine.rules.RulesFeature;
import dev.steward.engine.rules.SanctionFeature;
import dev.steward.engine.rules.ShareFeature;
import dev.steward.engine.rules.SharedBanFeature;
import dev.steward.engine.rules.StaffOrders;
import dev.steward.engine.rules.Waves;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Plan;
import dev.steward.engine.script.Pack;
import dev.steward.engine.staff.StaffCodes;
import dev.steward.engine.staff.StaffFeature;
import dev.steward.engine.topics.TopicsFeature;
import dev.steward.engine.welcome.WelcomeFeature;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The features of a lane, in the order in which they see each event: the books first, then staff,
 * then the rules, and only what the rules let pass reaches those that answer.
 */
public final class StandardFeatures {
  private final StaffBook staff;
  private final ZoneId zone;
  private final Holidays holidays;
  private final Asker asker;
  private final Seals seals;
  private final Waves waves = new Waves();
  private RuleCosts costs = new RuleCosts();
  private PictureReader pictures = PictureReader.NONE;
  private Opinions opinions = Opinions.NONE;
  private Labels labels = Labels.NONE;
  private @Nullable ReadAhead ahead;
  private Lessons lessons = new Lessons(Runnable::run);

  /**
   * What the features of all lanes share.
   *
   * @param zone in which the duty roster is meant
   * @param holidays which days are workdays
   * @param asker looks questions up outside the lanes
   * @param seals the keys of anonymous polls
   */
  public StandardFeatures(
      StaffBook staff, ZoneId zone, Holidays holidays, Asker asker, Seals seals) {
    this.staff = staff;
    this.zone = zone;
    this.holidays = holidays;
    this.asker = asker;
    this.seals = seals;
  }

  /** Judges by what people say of messages, where they say something. */
  public StandardFeatures labelled(Labels labels) {
    this.labels = labels;
    return this;
  }

  /** Looks at pictures where a rule asks for it. */
  public StandardFeatures seeing(PictureReader reader) {
    pictures = reader;
    return this;
  }

  /** Asks a language model where a rule wants its opinion. */
  public StandardFeatures asking(Opinions model) {
    opinions = model;
    return this;
  }

  /** Tells how long the rules take. */
  public StandardFeatures measuring(RuleCosts here) {
    costs = here;
    return this;
  }

  /** Learns beside the lanes; else a lane waits until it has learned. */
  public StandardFeatures learning(Executor beside) {
    lessons = new Lessons(beside);
    return this;
  }

  /**
   * Reads what waits beside the lanes, for a machine that has another processor.
   *
   * @param beside one thread
   */
  public StandardFeatures readingAhead(Executor beside) {
    ahead = new ReadAhead(beside);
    return this;
  }

  /** What a pack wants done at which times. */
  public static List<Plan> plans(Pack pack) {
    return Stream.of(TopicsFeature.plans(pack), PollFeature.plans(pack))
        .flatMap(List::stream)
        .toList();
  }

  /** Makes the features of one lane. */
  public List<Feature> of(TurnContext context) {
    Members members = new Members(context.sql());
    Cases cases = new Cases(context.sql());
    Campaigns campaigns = new Campaigns(context.sql());
    StaffCodes codes = new StaffCodes(context.sql(), context.groups(), staff);
    return List.of(
        new MembersFeature(members, context.groups()),
        new StaffFeature(context.groups(), staff, codes),
        new TierFeature(staff, members, context),
        new ComplaintCommands(staff, context),
        new CaseworkFeature(staff, context, zone),
        new JoinFeature(context),
        new RuleCommands(cases, campaigns, staff),
        new AppealFeature(cases, campaigns, members, staff, context),
        new StaffOrders(members, staff),
        // A question about somebody's money that waits for an answer comes before a poll's.
        new ComplaintFeature(context, holidays),
        // So does a number from an offer that was made to this member alone.
        new FaqChoices(context),
        new BallotFeature(seals, context),
        new PrivateBallots(seals, context),
        new CaseFeature(cases, lessons, context),
        new CampaignFeature(campaigns, waves, staff, context),
        new NameFeature(staff, members),
        new RulesFeature(
            cases,
            members,
            staff,
            waves,
            labels,
            lessons,
            costs,
            pictures,
            opinions,
            ahead,
            context.sql()),
        new OpinionFeature(opinions, context.sql()),
        new SanctionFeature(cases, members, lessons),
        new ShareFeature(cases, staff, context),
        new SharedBanFeature(members, staff, context),
        // A raid stops the greeting, and nothing that looks at who joins.
        new RaidFeature(context.groups(), staff, context.sql()),
        new WelcomeFeature(members, context),
        new PollFeature(new PollCommands(staff, context), context),
        new PollBook(seals, context),
        new CheckInFeature(context),
        new DayFeature(context),
        new TopicsFeature(staff, holidays, members, context),
        new WhisperFeature(context),
        new AloneFeature(),
        new BroadcastFeature(context),
        new BroadcastGroupFeature(context),
        new PricesFeature(staff, context),
        new IncidentFeature(context),
        new HelpFeature(context, staff),
        new PageFeature(context),
        new FaqFeature(staff, context, asker),
        new PrivateQuestions(context, asker));
  }
}
