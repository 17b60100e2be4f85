package dev.steward.server.schedule;

import dev.steward.engine.schedule.Clockwork;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz with its alarms in memory: on one node, they are made again from the packs at the start.
 */
public final class QuartzClockwork implements Clockwork {
  private static final Logger log = LoggerFactory.getLogger(QuartzClockwork.class);
  private static final String MINE = "steward";

  private final Scheduler scheduler;
  private final Map<String, Runnable> works = new ConcurrentHashMap<>();

  /** Starts Quartz. */
  public QuartzClockwork() {
    Properties settings = new Properties();
    settings.setProperty(
        "org.quartz.scheduler.instanceName", "steward-" + System.identityHashCode(this));
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    try {
      scheduler = new StdSchedulerFactory(settings).getScheduler();
      scheduler.getContext().put(MINE, this);
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not start: " + e.getMessage(), e);
    }
  }

  /** What Quartz makes and runs; it finds its work by the job's name. */
  public static final class Ring implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      String id = context.getJobDetail().getKey().getName();
      try {
        if (context.getScheduler().getContext().get(MINE) instanceof QuartzClockwork clockwork) {
          clockwork.ring(id);
        }
      } catch (SchedulerException | RuntimeException e) {
        log.error("alarm {}", id, e);
      }
    }
  }

  private void ring(String id) {
    Runnable work = works.remove(id);
    if (work != null) {
      work.run();
    }
  }

  @Override
  public void wakeAt(String id, Instant at, Runnable work) {
    JobDetail job = JobBuilder.newJob(Ring.class).withIdentity(id).build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(id)
            .startAt(Date.from(at))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    try {
      // The job that runs right now has its own trigger still: it goes first.
      scheduler.deleteJob(JobKey.jobKey(id));
      works.put(id, work);
      scheduler.scheduleJob(job, trigger);
    } catch (SchedulerException e) {
      throw new IllegalStateException("alarm " + id + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void cancel(String id) {
    works.remove(id);
    try {
      scheduler.deleteJob(JobKey.jobKey(id));
    } catch (SchedulerException e) {
      throw new IllegalStateException("alarm " + id + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      log.warn("Quartz did not stop well: {}", e.getMessage());
    }
  }
}
