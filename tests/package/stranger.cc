// Reads a report with the installed library, from two threads at once, and prints its record.
#include <dateline/formats.h>
#include <dateline/reader.h>

#include <iostream>
#include <string>
#include <thread>

int main() {
  const dateline::Reader reader;
  const dateline::Document report{.id = "1",
                                  .text = "President Ilse Marn said on Monday that the talks had failed.",
                                  .published = {},
                                  .title = {},
                                  .url = {},
                                  .publisher = {}};
  std::string here, there;
  std::thread other([&] { dateline::write_json(reader.read(report), reader.version(), there); });
  dateline::write_json(reader.read(report), reader.version(), here);
  other.join();
  std::cout << here << '\n';
  return here == there && here.find("\"sentences\"") != std::string::npos ? 0 : 1;
}
