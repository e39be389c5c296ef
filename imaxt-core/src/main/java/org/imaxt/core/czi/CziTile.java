package org.imaxt.core.czi;

/**
 * A tile at full resolution.
 *
 * @param scene index of its scene; 0 in files without scenes
 * @param channel index of its channel, from 0
 * @param mosaic its number in the mosaic; orders tiles that lie on each other
 * @param x first column, px of the file's own frame, which all scenes share; may be negative
 * @param y first row
 * @param width columns
 * @param height rows
 * @param type what a pixel holds
 * @param compression how its bytes are packed, by the format's number
 * @param position place of its segment in the file, bytes
 */
public record CziTile(
    int scene,
    int channel,
    int mosaic,
    int x,
    int y,
    int width,
    int height,
    CziPixelType type,
    int compression,
    long position) {}
