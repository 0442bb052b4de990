// Wake-up latency beside batch work: how late a scheduler lets timers' tasks run, and how much batch work gets done.
//
//   wakebench [-H hogs] [-s sleepers] [-p period_us] [-d ms]      (3, 8, 5000, 2000)
//
// A hog computes a burst of about ten million instructions, rests for 5 to 15 ms, and so on; the rests are the same
// sequence in every run. A sleeper wakes at fixed times, one period apart, notes how late it is, and computes a little.
// Periods that it missed count as that late, so that a task that was starved for long is not one sample among many.
// The first 500 ms do not count: schedulers that adapt themselves (scx_rusty starts with other slices) need them.
// Prints one JSON object: wake_mean_us, wake_p99_us, wake_max_us (of all sleepers), work_per_s (rounds of all hogs;
// a round is about a thousand instructions), wakes (samples), seconds (measured). Exit status 2: wrong arguments.
// Build: gcc -O2 -static -pthread -o wakebench wakebench.c
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
  WARM_UP_MS = 500,
  MOST_TASKS = 64,
  MOST_SAMPLES = 1 << 15, // of one sleeper; later ones are dropped
  BURST_ROUNDS = 10000,
  REST_US = 10000,
  SLEEPER_ROUNDS = 20,
};

static const int64_t MS = 1000000; // in nanoseconds

struct options {
  int hogs, sleepers, period_us, duration_ms;
};

struct hog {
  pthread_t thread;
  uint32_t seed;
  atomic_long rounds;
};

struct sleeper {
  pthread_t thread;
  int64_t first_ns, period_ns, measure_from_ns;
  int samples;
  int64_t late_ns[MOST_SAMPLES];
};

static atomic_bool stopping;
static atomic_uint sink; // results go here, so that the compiler cannot drop the computation

static int64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 * MS + time.tv_nsec;
}

static void sleep_until(int64_t ns) {
  struct timespec time = {.tv_sec = ns / (1000 * MS), .tv_nsec = ns % (1000 * MS)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) != 0) {
  }
}

static uint32_t next_random(uint32_t seed) { return seed * 1664525u + 1013904223u; }

static void compute(int rounds) {
  uint32_t value = (uint32_t)rounds;
  for (int i = 0; i < rounds * 250; i++) value = next_random(value);
  atomic_fetch_xor_explicit(&sink, value, memory_order_relaxed);
}

static void *run_hog(void *argument) {
  struct hog *hog = argument;
  while (!stopping) {
    for (int done = 0; done < BURST_ROUNDS && !stopping; done += 50) {
      compute(50);
      atomic_fetch_add_explicit(&hog->rounds, 50, memory_order_relaxed);
    }
    hog->seed = next_random(hog->seed);
    usleep(REST_US / 2 + (hog->seed >> 8) % REST_US);
  }
  return NULL;
}

static void note(struct sleeper *sleeper, int64_t due_ns, int64_t woken_ns) {
  if (due_ns < sleeper->measure_from_ns || sleeper->samples == MOST_SAMPLES) return;
  sleeper->late_ns[sleeper->samples++] = woken_ns - due_ns;
}

static void *run_sleeper(void *argument) {
  struct sleeper *sleeper = argument;
  int64_t due = sleeper->first_ns;
  while (!stopping) {
    sleep_until(due);
    int64_t woken = now_ns();
    for (; due <= woken; due += sleeper->period_ns) note(sleeper, due, woken);
    compute(SLEEPER_ROUNDS);
  }
  return NULL;
}

static long work_done(struct hog *hogs, int count) {
  long rounds = 0;
  for (int i = 0; i < count; i++) rounds += atomic_load(&hogs[i].rounds);
  return rounds;
}

static int by_value(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

static void print_result(struct sleeper *sleepers, int count, double work_per_s, double seconds) {
  static int64_t all[MOST_TASKS * MOST_SAMPLES];
  int samples = 0;
  double sum = 0;
  for (int i = 0; i < count; i++)
    for (int j = 0; j < sleepers[i].samples; j++) sum += (double)(all[samples++] = sleepers[i].late_ns[j]);
  qsort(all, (size_t)samples, sizeof *all, by_value);
  double p99 = samples ? (double)all[(int)(0.99 * (samples - 1))] : 0;
  double most = samples ? (double)all[samples - 1] : 0;
  printf("{\"wake_mean_us\":%.1f,\"wake_p99_us\":%.1f,\"wake_max_us\":%.1f,\"work_per_s\":%.0f,\"wakes\":%d,"
         "\"seconds\":%.3f}\n",
         samples ? sum / samples / 1000 : 0, p99 / 1000, most / 1000, work_per_s, samples, seconds);
}

static bool read_number(const char *text, int least, int most, int *number) {
  char *end;
  long value = strtol(text, &end, 10);
  if (end == text || *end != '\0' || value < least || value > most) return false;
  *number = (int)value;
  return true;
}

static bool read_options(int argc, char **argv, struct options *options) {
  for (int flag; (flag = getopt(argc, argv, "H:s:p:d:")) != -1;) {
    bool valid = flag == 'H'   ? read_number(optarg, 0, MOST_TASKS, &options->hogs)
                 : flag == 's' ? read_number(optarg, 0, MOST_TASKS, &options->sleepers)
                 : flag == 'p' ? read_number(optarg, 100, 1000000, &options->period_us)
                 : flag == 'd' ? read_number(optarg, WARM_UP_MS + 1, 600000, &options->duration_ms)
                               : false;
    if (!valid) return false;
  }
  return optind == argc;
}

int main(int argc, char **argv) {
  static struct hog hogs[MOST_TASKS];
  static struct sleeper sleepers[MOST_TASKS];
  struct options options = {.hogs = 3, .sleepers = 8, .period_us = 5000, .duration_ms = 2000};
  if (!read_options(argc, argv, &options)) {
    fprintf(stderr, "usage: wakebench [-H hogs 0-%d] [-s sleepers 0-%d] [-p period_us 100-1000000] [-d ms %d-600000]\n",
            MOST_TASKS, MOST_TASKS, WARM_UP_MS + 1);
    return 2;
  }

  int64_t start = now_ns(), measure_from = start + WARM_UP_MS * MS, period = options.period_us * 1000ll;
  for (int i = 0; i < options.hogs; i++) {
    hogs[i].seed = (uint32_t)i * 7919u + 1;
    if (pthread_create(&hogs[i].thread, NULL, run_hog, &hogs[i]) != 0) return 1;
  }
  for (int i = 0; i < options.sleepers; i++) { // spread over the period, not all at once
    sleepers[i].first_ns = start + period + period * i / options.sleepers;
    sleepers[i].period_ns = period;
    sleepers[i].measure_from_ns = measure_from;
    if (pthread_create(&sleepers[i].thread, NULL, run_sleeper, &sleepers[i]) != 0) return 1;
  }

  sleep_until(measure_from);
  int64_t from = now_ns();
  long before = work_done(hogs, options.hogs);
  sleep_until(start + options.duration_ms * MS);
  double seconds = (double)(now_ns() - from) / 1e9;
  double work_per_s = (double)(work_done(hogs, options.hogs) - before) / seconds;
  stopping = true;
  for (int i = 0; i < options.hogs; i++) pthread_join(hogs[i].thread, NULL);
  for (int i = 0; i < options.sleepers; i++) pthread_join(sleepers[i].thread, NULL);
  print_result(sleepers, options.sleepers, work_per_s, seconds);
  return 0;
}
