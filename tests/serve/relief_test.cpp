// Handlers of a shift run one at a time, each once and in order, whoever runs them; and a shift whose thread does not
// come back is taken.
#include <doctest/doctest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "serve/relief.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::cli::relief;
using nextfire::cli::shift;

void ignore_failure(const shift& /*at*/, const std::exception& /*failure*/) {}

}  // namespace

TEST_CASE("a shift whose thread is out is taken, and given back") {
    relief reliever;
    shift own{reliever};
    reliever.start({&own}, &ignore_failure);
    const auto post = [&own](auto handler) { boost::asio::post(own.context(), handler); };
    std::promise<void> relieved;
    bool was_relieved = false;
    bool is_relieved_afterwards = true;
    std::thread::id runner;
    boost::asio::steady_timer timer{own.context(), 1ms};
    bool timer_went_off = false;
    timer.async_wait([&](const auto& /*error*/) { timer_went_off = own.is_relieved(); });
    post([&] {
        CHECK(!own.is_relieved());
        own.step_out([&] {
            CHECK(relieved.get_future().wait_for(10s) == std::future_status::ready);
            std::this_thread::sleep_for(30ms);  // for the timer
        });
        post([&] {
            is_relieved_afterwards = own.is_relieved();
            runner = std::this_thread::get_id();
        });
    });
    post([&] {
        was_relieved = own.is_relieved();
        relieved.set_value();
    });
    own.run();
    reliever.stop();
    CHECK(was_relieved);
    CHECK(timer_went_off);
    CHECK(!is_relieved_afterwards);
    CHECK(runner == std::this_thread::get_id());
}

TEST_CASE("a relief that has fallen asleep wakes for who goes out") {
    relief reliever;
    shift own{reliever};
    reliever.start({&own}, &ignore_failure);
    std::this_thread::sleep_for(1500ms);  // it is asleep by now
    for (int count = 0; count < 3; ++count) {
        std::promise<void> relieved;
        boost::asio::post(own.context(), [&] {
            boost::asio::post(own.context(), [] {});
            own.step_out([&] { CHECK(relieved.get_future().wait_for(10s) == std::future_status::ready); });
        });
        std::thread other{[&] {
            std::this_thread::sleep_for(5ms);
            boost::asio::post(own.context(), [&] { relieved.set_value(); });
        }};
        const auto open_end = boost::asio::make_work_guard(own.context());
        std::thread runner{[&] { own.run(); }};
        other.join();
        boost::asio::post(own.context(), [&own] { own.context().stop(); });
        runner.join();
        own.context().restart();
    }
    SUBCASE("and one that is stopped in its sleep ends") {
        std::this_thread::sleep_for(1500ms);
        reliever.stop();
    }
}

TEST_CASE("what a handler throws in the relief is told, and the next ones run") {
    relief reliever;
    shift own{reliever};
    std::string told;
    reliever.start({&own}, [&](const shift& at, const std::exception& failure) {
        CHECK(&at == &own);
        told = failure.what();
    });
    std::promise<void> relieved;
    boost::asio::post(own.context(), [&] {
        own.step_out([&] { CHECK(relieved.get_future().wait_for(10s) == std::future_status::ready); });
    });
    boost::asio::post(own.context(), [] { throw std::runtime_error{"no luck"}; });
    boost::asio::post(own.context(), [&] { relieved.set_value(); });
    own.run();
    CHECK(told == "no luck");
}

TEST_CASE("handlers run one at a time, each once and in order, whoever runs them") {
    constexpr int shifts = 3;
    constexpr int handlers = 3000;
    const unsigned seed = std::random_device{}();
    MESSAGE("seed " << seed);
    struct work {
        explicit work(relief& reliever) : own(reliever) {}
        shift own;
        int count = 0;  // no lock: handlers never meet
        int relieved = 0;
        std::atomic<int> going_on = 0;
        bool is_in_order = true;
    };
    relief reliever;
    std::vector<std::unique_ptr<work>> all;
    std::vector<shift*> watched;
    for (int i = 0; i < shifts; ++i) {
        all.push_back(std::make_unique<work>(reliever));
        watched.push_back(&all.back()->own);
    }
    reliever.start(watched, &ignore_failure);
    std::vector<std::thread> threads;
    for (int i = 0; i < shifts; ++i)
        threads.emplace_back([&each = *all[static_cast<std::size_t>(i)], number = seed + unsigned(i)] {
            auto open_end = std::make_unique<decltype(boost::asio::make_work_guard(each.own.context()))>(
                boost::asio::make_work_guard(each.own.context()));
            std::thread poster{[&each, number, &open_end] {
                std::minstd_rand random{number};
                for (int at = 0; at < handlers; ++at) {
                    const auto luck = random();
                    boost::asio::post(each.own.context(), [&each, at, luck] {
                        if (each.going_on.fetch_add(1) != 0 || each.count++ != at) each.is_in_order = false;
                        each.going_on.fetch_sub(1);
                        if (each.own.is_relieved()) {
                            ++each.relieved;
                        } else if (luck % 4 == 0) {
                            const auto time = luck % 256 == 0 ? 15ms : luck % 16 == 0 ? 1ms : 0ms;
                            each.own.step_out([time] {
                                if (time != 0ms) std::this_thread::sleep_for(time);
                            });
                        }
                    });
                    if (luck % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds{luck % 200});
                }
                boost::asio::post(each.own.context(), [&open_end] { open_end.reset(); });
            }};
            each.own.run();
            poster.join();
        });
    for (std::thread& each : threads) each.join();
    reliever.stop();
    int relieved = 0;
    for (const auto& each : all) {
        CHECK(each->is_in_order);
        CHECK(each->count == handlers);
        relieved += each->relieved;
    }
    CHECK(relieved > 0);
    MESSAGE(relieved << " handlers ran in the relief");
}
