#include "syntax/tree.h"

#include <algorithm>
#include <cstddef>

namespace dateline::syntax {

namespace {

// Each word's best head, -1 for the root.
std::vector<int32_t> greedy(std::span<const float> scores, uint32_t size) {
  std::vector<int32_t> heads(size, -1);
  for (uint32_t word = 0; word < size; ++word) {
    const float* row = scores.data() + size_t{word} * (size + 1);
    float best = row[size];
    for (uint32_t head = 0; head < size; ++head) {
      if (head != word && row[head] > best) {
        best = row[head];
        heads[word] = static_cast<int32_t>(head);
      }
    }
  }
  return heads;
}

bool is_tree(const std::vector<int32_t>& heads) {
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  enum : uint8_t { unseen, open, done };
  std::vector<uint8_t> state(heads.size(), unseen);
  for (size_t word = 0; word < heads.size(); ++word) {
    auto at = static_cast<int32_t>(word);
    for (; at >= 0 && state[static_cast<size_t>(at)] == unseen; at = heads[static_cast<size_t>(at)]) {
      state[static_cast<size_t>(at)] = open;
    }
    if (at >= 0 && state[static_cast<size_t>(at)] == open) return false;
    for (at = static_cast<int32_t>(word); at >= 0 && state[static_cast<size_t>(at)] == open;
         at = heads[static_cast<size_t>(at)]) {
      state[static_cast<size_t>(at)] = done;
    }
  }
  return true;
}

// A complete directed graph over nodes 0 (the root) to size - 1; arc(to, from) is the score of the arc.
struct Graph {
  size_t size;
  std::vector<double> arcs;
  explicit Graph(size_t nodes) : size(nodes), arcs(nodes * nodes) {}
  double& arc(size_t to, size_t from) { return arcs[to * size + from]; }
  double arc(size_t to, size_t from) const { return arcs[to * size + from]; }
};

// Scores far outside what a head gives, and what is no number, must not keep the result from being a tree.
double bounded(float score) { return score >= -1e6f ? std::min(score, 1e6f) : -1e6f; }

// The nodes of a cycle that each node's chosen parent makes, or none.
std::vector<size_t> find_cycle(const std::vector<size_t>& parents) {
  std::vector<size_t> seen(parents.size(), 0);  // the walk that came by, from 1
  for (size_t start = 1; start < parents.size(); ++start) {
    size_t at = start;
    while (at != 0 && seen[at] == 0) {
      seen[at] = start;
      at = parents[at];
    }
    if (at == 0 || seen[at] != start) continue;
    std::vector<size_t> cycle = {at};
    for (size_t next = parents[at]; next != at; next = parents[next]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

// The parents of the best spanning tree from node 0: each node takes its best parent; a cycle of these is drawn together to one
// node, whose incoming arcs are worth what they gain over the cycle's arc that they break.
std::vector<size_t> best_arborescence(const Graph& graph) {
  std::vector<size_t> parents(graph.size, 0);
  for (size_t to = 1; to < graph.size; ++to) {
    for (size_t from = 1; from < graph.size; ++from) {
      if (from != to && graph.arc(to, from) > graph.arc(to, parents[to])) parents[to] = from;
    }
  }
  const std::vector<size_t> cycle = find_cycle(parents);
  if (cycle.empty()) return parents;

  std::vector<bool> inside(graph.size, false);
  for (size_t node : cycle) inside[node] = true;
  std::vector<size_t> outer;  // nodes that stay, the root first
  for (size_t node = 0; node < graph.size; ++node) {
    if (!inside[node]) outer.push_back(node);
  }
  const size_t drawn = outer.size();  // the cycle's node in the smaller graph
  Graph smaller(drawn + 1);
  std::vector<size_t> entry(drawn), exit(drawn);  // the cycle's node at which an arc from (to) an outer node ends (begins)
  for (size_t i = 0; i < drawn; ++i) {
    for (size_t j = 0; j < drawn; ++j) smaller.arc(i, j) = graph.arc(outer[i], outer[j]);
    const auto gain = [&](size_t node) { return graph.arc(node, outer[i]) - graph.arc(node, parents[node]); };
    entry[i] = exit[i] = cycle.front();
    for (size_t node : cycle) {
      if (gain(node) > gain(entry[i])) entry[i] = node;
      if (graph.arc(outer[i], node) > graph.arc(outer[i], exit[i])) exit[i] = node;
    }
    smaller.arc(drawn, i) = gain(entry[i]);
    smaller.arc(i, drawn) = graph.arc(outer[i], exit[i]);
  }
  const std::vector<size_t> small = best_arborescence(smaller);
  for (size_t i = 1; i < drawn; ++i) parents[outer[i]] = small[i] == drawn ? exit[i] : outer[small[i]];
  const size_t from = small[drawn];
  parents[entry[from]] = outer[from];
  return parents;
}

}  // namespace

std::vector<int32_t> best_tree(std::span<const float> scores, uint32_t size) {
  std::vector<int32_t> heads = greedy(scores, size);
  if (size == 0 || is_tree(heads)) return heads;

  // An arc from the root costs more than all other arcs can differ, so that the best tree has as few of them as can be: one.
  double fine = 1.0;
  Graph graph(size + 1);
  for (size_t word = 0; word < size; ++word) {
    const float* row = scores.data() + word * (size + 1);
    double least = bounded(row[size]), most = least;
    graph.arc(word + 1, 0) = least;
    for (size_t head = 0; head < size; ++head) {
      if (head == word) continue;
      const double score = graph.arc(word + 1, head + 1) = bounded(row[head]);
      least = std::min(least, score);
      most = std::max(most, score);
    }
    fine += most - least;
  }
  for (size_t word = 1; word <= size; ++word) graph.arc(word, 0) -= fine;
  const std::vector<size_t> parents = best_arborescence(graph);
  for (size_t word = 0; word < size; ++word) heads[word] = static_cast<int32_t>(parents[word + 1]) - 1;
  return heads;
}

}  // namespace dateline::syntax
