package org.imaxt.federation.slides;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.zarr.DataType;

/**
 * A slide as its file describes it.
 *
 * @param name its name in the sample
 * @param file the file
 * @param source kind of file: {@code ome-tiff}, {@code tiff}, {@code czi} or {@code czi by
 *     Bio-Formats}
 * @param scene index of the scene in the file
 * @param widthPx width, px
 * @param heightPx height, px
 * @param pixelXUm stated width of a pixel, µm, whatever its value; empty if none is stated
 * @param pixelYUm stated height of a pixel
 * @param channels its channels in the order of the image
 * @param type what a pixel of the sample's image holds: uint16 or float32
 * @param zero what a 0 means
 * @param metadata facts worth keeping, by name
 */
record Slide(
    String name,
    Path file,
    String source,
    int scene,
    int widthPx,
    int heightPx,
    Optional<Double> pixelXUm,
    Optional<Double> pixelYUm,
    List<SlideChannel> channels,
    DataType type,
    LevelBlock.Zero zero,
    Map<String, String> metadata) {

  Slide {
    channels = List.copyOf(channels);
    metadata = Map.copyOf(metadata);
  }

  /**
   * A channel.
   *
   * @param name its name, unique in the slide
   * @param group what is read from the file at once: a page, or a channel of the scanner
   * @param sample which of the group's numbers it is, from 0
   */
  record SlideChannel(String name, int group, int sample) {}

  /** Levels, chunks and superblocks of its image. */
  PyramidGeometry geometry() {
    return new PyramidGeometry(widthPx, heightPx);
  }

  /** The groups that hold channels of it. */
  List<Integer> groups() {
    return channels.stream().map(SlideChannel::group).distinct().toList();
  }

  /** Numbers of a group's channels in the image, from 1. */
  List<Integer> channelsOf(int group) {
    return IntStream.range(0, channels.size())
        .filter(c -> channels.get(c).group() == group)
        .map(c -> c + 1)
        .boxed()
        .toList();
  }

  /** Whether it is a colour image as people see it. */
  boolean isColour() {
    return channels.stream().map(SlideChannel::name).toList().equals(List.of("R", "G", "B"));
  }

  Slide withChannels(List<SlideChannel> some) {
    return new Slide(
        name, file, source, scene, widthPx, heightPx, pixelXUm, pixelYUm, some, type, zero,
        metadata);
  }
}
